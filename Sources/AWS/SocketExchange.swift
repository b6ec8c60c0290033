import Foundation
import Synchronization

/// One request and its answer on a Unix-domain socket, over a connection of its own.
///
/// A command makes a call or two and ends. The general HTTP client needs several milliseconds to start, this next to
/// none. It blocks a thread made for it, never one that tasks run on; a cancelled task breaks the connection.
final class SocketExchange: Sendable {
    /// Nobody listens: the request was not sent.
    struct Refused: Error {
        var cause: ClientError
    }

    private enum State { case idle, open(Int32), interrupted }

    private let endpoint: Endpoint
    private let path: String
    private let state = Mutex(State.idle)

    init(endpoint: Endpoint, path: String) {
        self.endpoint = endpoint
        self.path = path
    }

    /// The status and the body of the answer to `request`.
    ///
    /// - Throws: `Refused`, `ClientError.unreachable`, or `CancellationError`.
    func answer(to request: Data) async throws -> (Int, Data) {
        do {
            return try await withTaskCancellationHandler {
                try await withCheckedThrowingContinuation { continuation in
                    Thread.detachNewThread { continuation.resume(with: Result { try self.run(request) }) }
                }
            } onCancel: {
                interrupt()
            }
        } catch {
            throw Task.isCancelled ? CancellationError() : error
        }
    }

    private func run(_ request: Data) throws -> (Int, Data) {
        let descriptor = try open()
        defer { finish(descriptor) }
        try connect(descriptor)
        send(request, descriptor)
        var answer = SocketAnswer()
        var buffer = [UInt8](repeating: 0, count: 65536)
        while !answer.isWhole {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { break }
            answer.append(buffer[..<count])
        }
        guard let status = answer.status else {
            throw unreachable("it closed the connection before it answered")
        }
        guard answer.isWhole else { throw unreachable("it closed the connection in the middle of its answer") }
        return (status, answer.body)
    }

    private func open() throws -> Int32 {
        try state.withLock { state in
            if case .interrupted = state { throw CancellationError() }
            let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
            guard descriptor >= 0 else { throw unreachable(String(cString: strerror(errno))) }
            state = .open(descriptor)
            return descriptor
        }
    }

    /// Closes under the lock, so that an interruption never meets a descriptor that has a new owner.
    private func finish(_ descriptor: Int32) {
        state.withLock { state in
            close(descriptor)
            state = .interrupted
        }
    }

    private func interrupt() {
        state.withLock { state in
            if case .open(let descriptor) = state { shutdown(descriptor, Int32(SHUT_RDWR)) }
            state = .interrupted
        }
    }

    private func connect(_ descriptor: Int32) throws {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let room = MemoryLayout.size(ofValue: address.sun_path) - 1
        guard path.utf8.count <= room else { throw unreachable("its path is longer than \(room) bytes") }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        // Bounds the wait for a listener that accepts nobody, which an interruption would not end.
        var limit = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Foundation.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else { throw Refused(cause: unreachable(String(cString: strerror(errno)))) }
    }

    /// Stops where the server stops reading: it may have answered why.
    private func send(_ request: Data, _ descriptor: Int32) {
        var rest = request[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard sent > 0 else { return }
            rest = rest.dropFirst(sent)
        }
    }

    private func unreachable(_ reason: String) -> ClientError {
        .unreachable(endpoint, reason: reason)
    }
}
