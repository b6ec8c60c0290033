internal import Foundation

/// Messages as JSON, each after its length in four bytes, the highest first.
extension AgentSocket {
    /// 4 MiB.
    private static let longestMessage = 4 << 20

    func send(_ message: some Encodable) throws {
        let body = Array(try JSONEncoder().encode(message))
        guard body.count <= Self.longestMessage else { throw AgentError.malformedMessage }
        try send(withUnsafeBytes(of: UInt32(body.count).bigEndian) { Array($0) } + body)
    }

    func receive<Message: Decodable>(_ type: Message.Type) throws -> Message {
        let length = try receive(4).reduce(0) { $0 << 8 | Int($1) }
        guard length <= Self.longestMessage else { throw AgentError.malformedMessage }
        let body = Data(try receive(length))
        do { return try JSONDecoder().decode(type, from: body) } catch { throw AgentError.malformedMessage }
    }
}
