import Foundation
import Glibc
import Synchronization

/// A real HTTP server on a port of this machine that keeps what it was asked, and answers with given bytes.
public final class RecordingServer: Sendable {
    public struct Request: Sendable {
        public var method: String
        /// Path and query as they came.
        public var target: String
        public var headers: [String: String]
        public var body: String

        /// The fields of a form.
        public var form: [String: String] {
            let pairs = body.split(separator: "&").map { field in
                field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map {
                    String($0).removingPercentEncoding ?? ""
                }
            }
            return Dictionary(pairs.map { ($0[0], $0.count > 1 ? $0[1] : "") }) { $1 }
        }
    }

    public struct Answer: Sendable {
        public var status: Int
        public var headers: [String]
        public var body: String
        /// Closes the connection instead of answering.
        public var breaks: Bool

        public init(status: Int = 200, headers: [String] = [], body: String = "", breaks: Bool = false) {
            self.status = status
            self.headers = headers
            self.body = body
            self.breaks = breaks
        }
    }

    /// There was no port to listen at.
    public struct NoPort: Error {}

    public let port: Int
    private let listener: Int32
    private let answer: @Sendable (Request) -> Answer
    private let received = Mutex<[Request]>([])

    public var url: String { "http://127.0.0.1:\(port)" }
    public var requests: [Request] { received.withLock { $0 } }

    /// Runs `body` with a server that answers so.
    public static func with(
        _ answer: @escaping @Sendable (Request) -> Answer, _ body: (RecordingServer) async throws -> Void
    ) async throws {
        let server = try RecordingServer(answer)
        defer { server.stop() }
        try await body(server)
    }

    /// Runs `body` with a server that gives these answers, one after another, the last again and again.
    public static func with(
        answers: [Answer], _ body: (RecordingServer) async throws -> Void
    ) async throws {
        let left = Mutex(answers)
        try await with({ _ in left.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] } }, body)
    }

    private init(_ answer: @escaping @Sendable (Request) -> Answer) throws {
        self.answer = answer
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = listener
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        port = Int(UInt16(bigEndian: address.sin_port))
        guard isBound, listen(listener, 16) == 0 else { throw NoPort() }
        // Threads of its own, because blocking calls would take those that tasks run on.
        Thread.detachNewThread { [self] in accept() }
    }

    private func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    private func accept() {
        while true {
            let client = Glibc.accept(listener, nil, nil)
            guard client >= 0 else {
                close(listener)
                return
            }
            Thread.detachNewThread { [self] in serve(client) }
        }
    }

    private func serve(_ client: Int32) {
        defer { close(client) }
        guard let request = read(client) else { return }
        received.withLock { $0.append(request) }
        let answer = answer(request)
        if answer.breaks { return }
        var lines = ["HTTP/1.1 \(answer.status) Said", "Connection: close"] + answer.headers
        if !answer.headers.contains(where: { $0.hasPrefix("Content-Length") }) {
            lines.append("Content-Length: \(answer.body.utf8.count)")
        }
        let text = lines.joined(separator: "\r\n") + "\r\n\r\n" + (request.method == "HEAD" ? "" : answer.body)
        let bytes = Array(text.utf8)
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return }
            sent += count
        }
        // Waits until the client has gone, so that nothing it has not read yet is thrown away.
        shutdown(client, Int32(SHUT_WR))
        var buffer = [UInt8](repeating: 0, count: 4096)
        while recv(client, &buffer, buffer.count, 0) > 0 {}
    }

    private func read(_ client: Int32) -> Request? {
        var received = Data()
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            if let request = parse(received) { return request }
            let count = recv(client, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            received.append(contentsOf: buffer[..<count])
        }
    }

    private func parse(_ data: Data) -> Request? {
        guard let end = data.range(of: Data("\r\n\r\n".utf8)) else { return nil }
        let lines = String(decoding: data[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        let words = lines[0].split(separator: " ").map(String.init)
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            headers[parts[0].lowercased()] = parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : ""
        }
        let length = headers["content-length"].flatMap(Int.init) ?? 0
        guard data.count >= end.upperBound + length else { return nil }
        let body = String(decoding: data[end.upperBound...].prefix(length), as: UTF8.self)
        return Request(method: words[0], target: words[1], headers: headers, body: body)
    }
}
