import Foundation
import TestSupport
import Testing

/// What a stub does after it has sent its bytes.
enum StubEnding { case closes, waitsForTheClient }

/// Runs `body` with a socket that sends `answer` to the first client, whatever that asks.
func withStub(answer: String, then ending: StubEnding, _ body: (String) async throws -> Void) async throws {
    try await withScratchDirectory { directory in
        let path = directory.appending(path: "stub.sock").path
        let listener = try listen(at: path)
        defer { close(listener) }
        // A thread of its own, because blocking calls would take one of the few that tasks run on.
        Thread.detachNewThread { serve(listener, Array(answer.utf8), ending) }
        try await body(path)
    }
}

private func listen(at path: String) throws -> Int32 {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let bound = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
        }
    }
    try #require(bound == 0 && listen(descriptor, 1) == 0)
    return descriptor
}

private func serve(_ listener: Int32, _ answer: [UInt8], _ ending: StubEnding) {
    let client = accept(listener, nil, nil)
    defer { close(client) }
    var buffer = [UInt8](repeating: 0, count: 4096)
    // Our client's requests end with an empty object or with the head.
    var request = Data()
    while !request.ends("{}"), !request.ends("\r\n\r\n") || request.starts(with: Data("POST".utf8)) {
        let count = recv(client, &buffer, buffer.count, 0)
        guard count > 0 else { return }
        request += buffer[..<count]
    }
    _ = answer.withUnsafeBytes { send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    if ending == .waitsForTheClient { while recv(client, &buffer, buffer.count, 0) > 0 {} }
}

extension Data {
    fileprivate func ends(_ text: String) -> Bool { suffix(text.utf8.count) == Data(text.utf8) }
}
