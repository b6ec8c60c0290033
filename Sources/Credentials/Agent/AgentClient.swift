public import Foundation

/// The agent as its clients see it. Each call is one short connection and blocks for it.
///
/// All throw `AgentError`: `.locked` where there is no agent, or it has no identity yet.
public struct AgentClient: Sendable {
    /// The agent answers in milliseconds unless the vault's disk is slow; in seconds.
    private static let longestExchange = 10

    private let socket: URL

    public init(socket: URL) {
        self.socket = socket
    }

    /// Gives the agent the identity, for this long.
    public func unlock(_ identity: X25519Identity, for time: Duration) throws {
        try expectDone(.unlock(identity: identity.text.reveal(), seconds: time / .seconds(1)))
    }

    /// Ends the agent. Without one there is nothing to do.
    public func lock() throws {
        do { try expectDone(.lock) } catch AgentError.locked {}
    }

    /// How long the agent stays unlocked.
    public func timeLeft() throws -> Duration {
        guard case .secondsLeft(let seconds) = try ask(.status) else { throw AgentError.malformedMessage }
        return .seconds(seconds)
    }

    /// The one credential for this pattern that has not expired.
    public func secret(
        _ kind: Credential.Kind, for pattern: String, username: String? = nil
    ) throws -> Credential? {
        let request = AgentRequest.secret(kind: kind, pattern: pattern, username: username)
        guard case .credential(let entry) = try ask(request) else { throw AgentError.malformedMessage }
        return entry.map { Credential($0) }
    }

    /// git's helper protocol against the vault; silent at an operation that we don't know.
    public func git(_ operation: String, _ message: [UInt8]) throws -> [UInt8] {
        let request = AgentRequest.git(operation: operation, message: Data(message))
        guard case .git(let answer) = try ask(request) else { throw AgentError.malformedMessage }
        return Array(answer)
    }

    public func store(_ credential: Credential) throws {
        try expectDone(.store(VaultDocument.Entry(credential)))
    }

    /// Removes the entry of exactly this user, or of none.
    public func remove(_ kind: Credential.Kind, for pattern: String, username: String?) throws {
        try expectDone(.remove(kind: kind, pattern: pattern, username: username))
    }

    /// All entries, without their secrets.
    public func list() throws -> [CredentialSummary] {
        guard case .list(let summaries) = try ask(.list) else { throw AgentError.malformedMessage }
        return summaries
    }

    private func expectDone(_ request: AgentRequest) throws {
        guard case .done = try ask(request) else { throw AgentError.malformedMessage }
    }

    private func ask(_ request: AgentRequest) throws -> AgentResponse {
        let connection = try AgentSocket.connect(to: socket)
        connection.limitWaiting(toSeconds: Self.longestExchange)
        try connection.send(request)
        switch try connection.receive(AgentResponse.self) {
        case .locked: throw AgentError.locked
        case .refused(let reason): throw AgentError.refused(reason)
        case let response: return response
        }
    }
}
