internal import Foundation

/// What the agent does for one request while it has the identity.
struct AgentSession {
    let vault: VaultFile
    let identity: X25519Identity

    func answer(_ request: AgentRequest) throws -> AgentResponse {
        switch request {
        case .unlock, .lock, .status: throw AgentError.malformedMessage
        case .secret(let kind, let pattern, let username): try secret(kind, pattern, username)
        case .git(let operation, let message): try git(operation, Array(message))
        case .store(let entry): try change { $0.store(Credential(entry)) }
        case .remove(let kind, let pattern, let username):
            try change { vault in
                _ = vault.remove { $0.kind == kind && $0.pattern == pattern && $0.username == username }
            }
        case .list: .list(try read().credentials.map { CredentialSummary($0) })
        }
    }

    private func secret(
        _ kind: Credential.Kind, _ pattern: String, _ username: String?
    ) throws -> AgentResponse {
        .credential(
            try read().credential(kind, for: pattern, username: username, now: Date())
                .map { VaultDocument.Entry($0) })
    }

    private func git(_ operation: String, _ message: [UInt8]) throws -> AgentResponse {
        guard let operation = GitHelper.Operation(rawValue: operation) else { return .git(Data()) }
        let answer = try vault.update(with: identity) {
            try GitHelper.perform(operation, message, on: &$0, now: Date())
        }
        return .git(Data(answer))
    }

    private func change(_ change: (inout Vault) -> Void) throws -> AgentResponse {
        try vault.update(with: identity, change)
        return .done
    }

    /// Without a vault there are no credentials, which is no error.
    private func read() throws -> Vault {
        do { return try vault.read(with: identity) } catch VaultError.missing { return Vault() }
    }
}
