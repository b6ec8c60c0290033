import Foundation
import Testing

/// Sends bytes as they are and reads until the server closes.
///
/// On a thread of its own, because a blocking read would take one of the few that the server runs on.
func exchange(_ bytes: String, socketPath: String) async throws -> String {
    try await onThread {
        try blockingExchange(bytes, AF_UNIX) { descriptor in
            withAddress(of: socketPath) { connect(descriptor, $0, $1) }
        }
    }
}

/// The same over TCP, to a port of this machine.
func exchange(_ bytes: String, port: Int) async throws -> String {
    try await onThread {
        try blockingExchange(bytes, AF_INET) { descriptor in
            withAddress(ofPort: port) { connect(descriptor, $0, $1) }
        }
    }
}

private func onThread(_ body: @escaping @Sendable () throws -> String) async throws -> String {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
    }
}

private func blockingExchange(_ bytes: String, _ family: Int32, _ join: (Int32) -> Int32) throws -> String {
    let descriptor = socket(family, Int32(SOCK_STREAM.rawValue), 0)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    try #require(join(descriptor) == 0, "connect: \(String(cString: strerror(errno)))")
    var rest = Array(bytes.utf8)[...]
    while !rest.isEmpty {
        let sent = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        guard sent > 0 else { break }
        rest = rest.dropFirst(sent)
    }
    var answer = Data()
    var buffer = [UInt8](repeating: 0, count: 65536)
    while case let count = recv(descriptor, &buffer, buffer.count, 0), count > 0 { answer += buffer[..<count] }
    return String(decoding: answer, as: UTF8.self)
}

/// A client that asks and then takes nothing of the answer.
final class SilentConnection {
    private let descriptor: Int32

    init(_ request: String, socketPath: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        try #require(withAddress(of: socketPath) { connect(descriptor, $0, $1) } == 0)
        try #require(send(descriptor, request, request.utf8.count, Int32(MSG_NOSIGNAL)) == request.utf8.count)
    }

    deinit { close(descriptor) }
}

/// What an engine leaves behind that was killed: a socket nobody listens on.
func leaveDeadSocket(at path: String) throws {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    try #require(withAddress(of: path) { bind(descriptor, $0, $1) } == 0)
}

private func withAddress(of path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    return withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
        }
    }
}

private func withAddress(ofPort port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    return withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
    }
}
