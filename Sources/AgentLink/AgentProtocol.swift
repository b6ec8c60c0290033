internal import Glibc

/// What agents and clients of different builds understand of each other: the version that a request begins with, how an
/// agent says that it speaks another, and how it is ended.
public enum AgentProtocol {
    /// Goes up whenever a request or an answer is spelled in another way, and so whenever a type that crosses in one gets
    /// another member. Of before there were versions is 1.
    public static let version: UInt8 = 4
    /// Ends an agent of any version, as it stands.
    public static let lock = Array(#"{"lock":{}}"#.utf8)
    /// What an agent answers to a request of another version: a mark that begins no other answer, and its own version.
    public static let otherVersion = [otherVersionMark, version]
    private static let otherVersionMark = UInt8(ascii: "?")

    /// A message to the agent.
    public enum Message: Sendable, Hashable {
        case lock
        case request([UInt8])
        case ofOtherVersion

        public init(_ bytes: [UInt8]) {
            if bytes == AgentProtocol.lock {
                self = .lock
            } else if bytes.first == version {
                self = .request(Array(bytes.dropFirst()))
            } else {
                self = .ofOtherVersion
            }
        }
    }

    /// - Throws: `AgentError.otherVersion` if this is what an agent of another one answers.
    static func checked(_ answer: [UInt8]) throws -> [UInt8] {
        if answer.first == otherVersionMark { throw AgentError.otherVersion(answer.dropFirst().first ?? 0) }
        return answer
    }
}

extension AgentSocket {
    /// The agent answers in milliseconds unless the vault's disk or a plugin is slow; in seconds.
    public static let longestExchange = 30.0
    /// How often an agent is asked that ends before it has answered. Whatever is asked may be done twice.
    private static let attempts = 3

    /// A connection on which nobody waits for ever.
    public static func client(at path: String) throws -> AgentSocket {
        let connection = try connect(to: path)
        connection.limitExchange(toSeconds: longestExchange)
        return connection
    }

    /// One request and its answer, over a connection of their own.
    ///
    /// - Throws: `AgentError`; `.locked` also where there is no agent, or where there was one of an older build, which
    ///   is ended: it can't be asked, and nobody could start another beside it.
    public static func exchange(_ request: [UInt8], at path: String) throws -> [UInt8] {
        do {
            for _ in 0..<attempts {
                do { return try client(at: path).answer(to: request) } catch AgentError.ended {}
            }
            // An agent of before there were versions hangs up on what it does not know.
        } catch AgentError.otherVersion(let version) where version < AgentProtocol.version {}
        try end(at: path)
        throw AgentError.locked
    }

    public func answer(to request: [UInt8]) throws -> [UInt8] {
        try send(message: [AgentProtocol.version] + request)
        return try AgentProtocol.checked(receiveMessage())
    }

    /// Ends the agent, of whatever version.
    ///
    /// - Throws: `AgentError`; `.locked` if there is none.
    public static func end(at path: String) throws {
        let connection = try client(at: path)
        do {
            try connection.send(message: AgentProtocol.lock)
            _ = try connection.receiveMessage()
        } catch AgentError.ended {}
    }
}
