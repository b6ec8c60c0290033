internal import AgentLink
internal import Foundation

extension AgentSocket {
    /// Sends a message as JSON.
    func send(_ message: some Encodable) throws {
        try send(message: Array(try JSONEncoder().encode(message)))
    }

    /// Asks over this connection.
    ///
    /// - Throws: `AgentError`, also for what the agent answers in place of doing it.
    func response(to request: AgentRequest) throws -> AgentResponse {
        try Self.response(in: answer(to: Array(try JSONEncoder().encode(request))))
    }

    /// Asks over a connection of its own.
    static func response(to request: AgentRequest, at path: String) throws -> AgentResponse {
        try response(in: exchange(Array(try JSONEncoder().encode(request)), at: path))
    }

    private static func response(in answer: [UInt8]) throws -> AgentResponse {
        switch try decode(AgentResponse.self, answer) {
        case .locked: throw AgentError.locked
        case .refused(let reason): throw AgentError.refused(reason)
        case let response: return response
        }
    }

    static func decode<Message: Decodable>(_ type: Message.Type, _ body: [UInt8]) throws -> Message {
        do { return try JSONDecoder().decode(type, from: Data(body)) } catch { throw AgentError.malformedMessage }
    }
}
