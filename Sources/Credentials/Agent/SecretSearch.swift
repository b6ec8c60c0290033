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
    public func send(_ text: [UInt8]) throws {
        var rest = text[...]
        while !rest.isEmpty {
            try connection.send(message: Array(rest.prefix(AgentSocket.longestMessage)))
            rest = rest.dropFirst(AgentSocket.longestMessage)
        }
    }

    /// Ends the text. Answers what the agent's `SecretSearch` did.
    ///
    /// - Throws: `AgentError`.
    public func finish() throws -> [UInt8] {
        try connection.send(message: [])
        return try connection.receiveMessage()
    }
}
