internal import AgentLink
public import Foundation

/// The agent as its clients see it. Each call is one short connection and blocks for it.
///
/// All throw `AgentError`: `.locked` where there is no agent, or it has no identity yet, or was of an older build.
public struct AgentClient: Sendable {
    private let socket: String

    public init(socket: URL) {
        self.init(path: socket.path)
    }

    public init(path: String) {
        socket = path
    }

    /// Gives the agent the identity, for this long.
    public func unlock(_ identity: X25519Identity, for time: Duration) throws {
        try expectDone(.unlock(identity: identity.text.reveal(), seconds: time / .seconds(1)))
    }

    /// Ends the agent. Without one there is nothing to do.
    public func lock() throws {
        do { try AgentSocket.end(at: socket) } catch AgentError.locked {}
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
        try credential(.secret(kind: kind, pattern: pattern, username: username))
    }

    /// An entry with its secret, expired or not.
    public func entry(_ key: CredentialKey) throws -> Credential? { try credential(.entry(key)) }

    private func credential(_ request: AgentRequest) throws -> Credential? {
        guard case .credential(let entry) = try ask(request) else { throw AgentError.malformedMessage }
        return entry.map { Credential($0) }
    }

    /// git's helper protocol against the vault; silent at an operation that we don't know.
    public func git(_ operation: String, _ message: [UInt8]) throws -> [UInt8] {
        try AgentSocket.ask(.git(operation: operation, message: message), at: socket)
    }

    public func store(_ credential: Credential) throws {
        try expectDone(.store(VaultDocument.Entry(credential)))
    }

    /// Stores the credential unless an entry for the same has another secret, which never comes here. Answers whether the
    /// secret is in the vault.
    public func add(_ credential: Credential) throws -> Bool {
        switch try ask(.add(VaultDocument.Entry(credential))) {
        case .done: return true
        case .otherSecret: return false
        default: throw AgentError.malformedMessage
        }
    }

    /// Changes an entry without its secret coming here.
    public func edit(_ key: CredentialKey, _ edit: CredentialEdit) throws {
        try expectDone(.edit(key, edit))
    }

    public func remove(_ key: CredentialKey) throws {
        try expectDone(.remove(key))
    }

    /// Lets git have a credential that is not in the vault, for as long as the trial goes on.
    public func hold(_ credential: Credential) throws -> AgentTrial {
        AgentTrial(connection: try begin(.hold(VaultDocument.Entry(credential))))
    }

    /// Begins to look for the vault's secrets in a text.
    public func search() throws -> AgentSearch {
        let connection = try begin(.search)
        connection.limitPauses(toSeconds: AgentSearch.longestPause)
        return AgentSearch(connection: connection)
    }

    /// The connection over which what was begun goes on.
    private func begin(_ request: AgentRequest) throws -> AgentSocket {
        // An agent of another version is found, and ended, by this question.
        _ = try timeLeft()
        let connection = try AgentSocket.client(at: socket)
        guard case .done = try connection.response(to: request) else { throw AgentError.malformedMessage }
        return connection
    }

    /// All entries, without their secrets.
    public func list() throws -> [CredentialSummary] {
        guard case .list(let summaries) = try ask(.list) else { throw AgentError.malformedMessage }
        return summaries
    }

    /// Who can open the vault, this machine first.
    public func recipients() throws -> [String] {
        guard case .recipients(let keys) = try ask(.recipients) else { throw AgentError.malformedMessage }
        return keys
    }

    private func expectDone(_ request: AgentRequest) throws {
        guard case .done = try ask(request) else { throw AgentError.malformedMessage }
    }

    private func ask(_ request: AgentRequest) throws -> AgentResponse {
        try AgentSocket.response(to: request, at: socket)
    }
}
