internal import AgentLink
internal import Foundation

extension AgentSocket {
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
