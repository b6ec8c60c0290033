internal import AgentLink
internal import Foundation

/// What the agent does for one request while it has the identity.
struct AgentSession {
    let vault: VaultFile
    let identity: X25519Identity
    /// Entries on trial.
    private let held: [Credential]
    /// What becomes of one of them.
    private(set) var trial: Trial?
    /// The secrets that it has given to whoever asked.
    private(set) var handedOut: [Secret] = []
    /// The secrets that opened nothing and are not in the vault: whatever was typed there by mistake.
    private(set) var refused: [Secret] = []

    enum Trial {
        case begun(Credential)
        case ended(CredentialKey)
    }

    init(vault: VaultFile, identity: X25519Identity, held: [Credential]) {
        (self.vault, self.identity, self.held) = (vault, identity, held)
    }

    mutating func answer(_ request: AgentRequest) throws -> AgentResponse {
        switch request {
        case .unlock, .status, .search, .handedOut: throw AgentError.malformedMessage
        case .secret(let kind, let pattern, let username):
            return try handOut { $0.credential(kind, for: pattern, username: username, now: Date()) }
        case .entry(let key): return try handOut { $0.credentials.first { $0.key == key } }
        case .store(let entry): return try change { $0.store(Credential(entry)) }
        case .add(let entry):
            return try vault.update(with: identity) { $0.add(Credential(entry)) } ? .done : .otherSecret
        case .edit(let key, let edit): return try change { try $0.edit(key, edit, now: Date()) }
        case .remove(let key): return try change { $0.remove { $0.key == key } }
        case .list: return .list(try read().credentials.map { CredentialSummary($0) })
        case .recipients:
            let others = try read().recipients.filter { $0 != identity.recipient }
            return .recipients(([identity.recipient] + others).map(\.description))
        case .hold(let entry): trial = .begun(Credential(entry))
        case .release(let key, let keep): try release(key, keep: keep)
        }
        return .done
    }

    private mutating func handOut(_ find: (Vault) -> Credential?) throws -> AgentResponse {
        let found = try using { vault in
            let found = find(vault)
            if let found { vault.markUsed(found, at: Date()) }
            return found
        }
        if let found { handedOut += found.secrets }
        return .credential(found.map { VaultDocument.Entry($0) })
    }

    /// What is on trial comes before what the vault has.
    mutating func git(_ operation: String, _ message: [UInt8]) throws -> [UInt8] {
        guard let operation = GitHelper.Operation(rawValue: operation) else { return [] }
        let answer = try answerOnTrial(operation, message) ?? answer(operation, message)
        handedOut += try GitHelper.secrets(in: answer)
        return answer
    }

    private func answer(_ operation: GitHelper.Operation, _ message: [UInt8]) throws -> [UInt8] {
        func perform(on vault: inout Vault) throws -> [UInt8] {
            try GitHelper.perform(operation, message, on: &vault, now: Date())
        }
        return try operation == .get ? using(perform) : vault.update(with: identity, perform)
    }

    /// `nil` where the vault decides.
    private func answerOnTrial(_ operation: GitHelper.Operation, _ message: [UInt8]) throws -> [UInt8]? {
        guard operation == .get, !held.isEmpty else { return nil }
        var trial = Vault(credentials: held)
        let answer = try GitHelper.perform(.get, message, on: &trial, now: Date())
        return answer.isEmpty ? nil : answer
    }

    /// Every secret that the vault has, in plain.
    func secrets() throws -> [[UInt8]] {
        try read().credentials.flatMap(\.secrets).map { $0.withBytes { Array($0) } }
    }

    private mutating func release(_ key: CredentialKey, keep: Bool) throws {
        guard let credential = held.first(where: { $0.key == key }) else { return }
        trial = .ended(key)
        if keep {
            try change { $0.store(credential) }
            handedOut += credential.secrets
        } else {
            let kept = try read().credentials.flatMap(\.secrets)
            refused = credential.secrets.filter { !kept.contains($0) }
        }
    }

    @discardableResult
    private func change(_ change: (inout Vault) throws -> Void) throws -> AgentResponse {
        try vault.update(with: identity, change)
        return .done
    }

    /// Answers from the vault, and notes there what was used; a disk that is full keeps nobody from a secret.
    private func using<Result>(_ body: (inout Vault) throws -> Result) throws -> Result {
        let old = try read()
        var vault = old
        let result = try body(&vault)
        if vault != old { _ = try? self.vault.update(with: identity, body) }
        return result
    }

    /// Without a vault there are no credentials, which is no error.
    private func read() throws -> Vault {
        do { return try vault.read(with: identity) } catch VaultError.missing { return Vault() }
    }
}

extension Credential {
    fileprivate var secrets: [Secret] { [secret] + (refreshToken.map { [$0] } ?? []) }
}
