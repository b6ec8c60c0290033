internal import AgentLink
public import Foundation

/// The credentials of this user: where their files are, the agent that serves them, and how it is started.
///
/// Calls block: for milliseconds, where a passphrase is involved for about a second.
public struct CredentialStore: Sendable {
    public let identity: IdentityFile
    public let vault: VaultFile
    public let agent: AgentClient
    /// `credentials.json`.
    public let settings: URL
    /// Starts the agent in a process of its own, and returns when it listens or another does.
    public let startAgent: @Sendable () async throws -> Void

    public init(
        identity: IdentityFile, vault: VaultFile, agent: AgentClient, settings: URL,
        startAgent: @escaping @Sendable () async throws -> Void
    ) {
        self.identity = identity
        self.vault = vault
        self.agent = agent
        self.settings = settings
        self.startAgent = startAgent
    }

    public enum State: Sendable, Hashable {
        /// There is none yet.
        case missing
        case locked
        case unlocked
    }

    public var state: State {
        if (try? agent.timeLeft()) != nil { return .unlocked }
        return identity.isThere ? .locked : .missing
    }

    /// What is missing may be the identity alone, which is not as if there were no store yet.
    ///
    /// - Throws: `StoreError.identityLost` where there is a vault, and nothing that opens it.
    public func requireNothingLost() throws(StoreError) {
        let files = [vault.url, vault.previous].map(\.path)
        guard !identity.isThere, let left = files.first(where: FileManager.default.fileExists) else { return }
        throw .identityLost(identity: identity.url.path, vault: left)
    }

    /// Makes the store, and unlocks it.
    ///
    /// - Throws: `StoreError`, `VaultError`, `AgentError`.
    public func create(passphrase: Secret) async throws {
        try requireNothingLost()
        let settings = try CredentialSettings.load(from: settings)
        try await hand(
            onThread { [identity] in
                try identity.create(passphrase: passphrase, workFactor: settings.workFactor)
            }, for: settings.timeUnlocked)
    }

    /// Opens the identity and gives it to the agent, which is started if there is none.
    ///
    /// - Throws: `VaultError.wrongPassphrase` and others, `StoreError`, `AgentError`.
    public func unlock(passphrase: Secret) async throws {
        let settings = try CredentialSettings.load(from: settings)
        try await hand(open(passphrase: passphrase), for: settings.timeUnlocked)
    }

    /// Opens the identity, for what needs the whole vault: that takes the passphrase each time.
    public func open(passphrase: Secret) async throws -> X25519Identity {
        try await onThread { [identity] in try identity.open(passphrase: passphrase) }
    }

    public func changePassphrase(from old: Secret, to new: Secret) async throws {
        let settings = try CredentialSettings.load(from: settings)
        try await onThread { [identity] in
            try identity.changePassphrase(from: old, to: new, workFactor: settings.workFactor)
        }
    }

    /// An agent that is there, or was started, may be ending as somebody locks.
    private static let attempts = 5

    func hand(_ identity: X25519Identity, for time: Duration) async throws {
        for _ in 0..<Self.attempts {
            do { return try agent.unlock(identity, for: time) } catch AgentError.locked { try await startAgent() }
        }
        try agent.unlock(identity, for: time)
    }

    /// scrypt is no work for the threads that everything else waits on.
    private func onThread<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Swift.Result { try body() }) }
        }
    }
}
