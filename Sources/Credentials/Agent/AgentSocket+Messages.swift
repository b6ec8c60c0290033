internal import Foundation

/// Messages, each after its length in four bytes, the highest first.
extension AgentSocket {
    /// 4 MiB.
    static let longestMessage = 4 << 20

    func send(message body: [UInt8]) throws {
        guard body.count <= Self.longestMessage else { throw AgentError.malformedMessage }
        try send(withUnsafeBytes(of: UInt32(body.count).bigEndian) { Array($0) } + body)
    }

    func receiveMessage() throws -> [UInt8] {
        let length = try receive(4).reduce(0) { $0 << 8 | Int($1) }
        guard length <= Self.longestMessage else { throw AgentError.malformedMessage }
        return try receive(length)
    }

    /// Sends a message as JSON.
    func send(_ message: some Encodable) throws {
        try send(message: Array(try JSONEncoder().encode(message)))
    }

    func receive<Message: Decodable>(_ type: Message.Type) throws -> Message {
        try Self.decode(type, receiveMessage())
    }

    static func decode<Message: Decodable>(_ type: Message.Type, _ body: [UInt8]) throws -> Message {
        do { return try JSONDecoder().decode(type, from: Data(body)) } catch { throw AgentError.malformedMessage }
    }
}
