internal import AgentLink

/// Looks for secrets in text that comes piece by piece, and answers what it found in a spelling of its own.
///
/// Others give it to the agent: this target knows secrets, not what text looks like.
/// - Parameters:
///   - secrets: in plain.
///   - next: the next piece; `nil` at the end.
public typealias SecretSearch =
    @Sendable (_ secrets: [[UInt8]], _ next: () throws -> [UInt8]?) throws -> [UInt8]

/// A search by the agent, from a client's side: text goes in, and what was found comes out at its end.
public struct AgentSearch: Sendable {
    /// The agent reads as fast as it searches; in seconds.
    static let longestPause = 600

    let connection: AgentSocket

    /// - Throws: `AgentError`.
    public func send(_ text: [UInt8]) throws { try connection.send(text: text) }

    /// Ends the text. Answers what the agent's `SecretSearch` did, which is JSON.
    ///
    /// - Throws: `AgentError`; `.malformedMessage` for what was found by an agent to whom it looks otherwise.
    public func finish<Found: Decodable>(as type: Found.Type) throws -> Found {
        try AgentSocket.decode(type, finish())
    }

    /// Ends the text. Answers what the agent's `SecretSearch` did.
    ///
    /// - Throws: `AgentError`.
    public func finish() throws -> [UInt8] {
        try connection.endText()
        var answer: [UInt8] = []
        while let piece = try connection.receiveText() { answer += piece }
        return answer
    }
}

/// Text of any length, as messages up to an empty one.
extension AgentSocket {
    func send(text: [UInt8]) throws {
        var rest = text[...]
        while !rest.isEmpty {
            try send(message: Array(rest.prefix(Self.longestMessage)))
            rest = rest.dropFirst(Self.longestMessage)
        }
    }

    func endText() throws { try send(message: []) }

    /// The next piece; `nil` at the end.
    func receiveText() throws -> [UInt8]? {
        let piece = try receiveMessage()
        return piece.isEmpty ? nil : piece
    }
}
