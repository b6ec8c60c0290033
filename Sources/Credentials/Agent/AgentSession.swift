internal import AgentLink
internal import Foundation

/// What the agent does for one request while it has the identity.
struct AgentSession {
    let vault: VaultFile
    let identity: X25519Identity
    /// Entries on trial.
    private let held: [Credential]
    /// What is on trial no more: its entry was changed, or git has dropped it.
    private(set) var settled: Set<CredentialKey> = []
    /// The secrets that it has given to whoever asked.
    private(set) var handedOut: [Secret] = []
    /// What is to be noted of them once they are out: a plugin that is slow, or a full disk, keeps nobody from a secret.
    private(set) var uses: [UseNotes.Note] = []

    init(vault: VaultFile, identity: X25519Identity, held: [Credential]) {
        (self.vault, self.identity, self.held) = (vault, identity, held)
    }

    mutating func answer(_ request: AgentRequest) throws -> AgentResponse {
        switch request {
        case .unlock, .status, .search, .handedOut, .hold, .release: throw AgentError.malformedMessage
        case .secret(let kind, let pattern, let username):
            return try handOut { $0.credential(kind, for: pattern, username: username, now: Date()) }
        case .entry(let key): return try handOut { $0.credentials.first { $0.key == key } }
        case .store(let entry): try store(Credential(entry))
        case .add(let entry):
            let credential = Credential(entry)
            guard try change(credential.key, { $0.add(credential) }) else { return .otherSecret }
        case .edit(let key, let edit): try change(key) { try $0.edit(key, edit, now: Date()) }
        case .remove(let key): try change(key) { _ = $0.remove { $0.key == key } }
        case .list: return .list(try read().credentials.map { CredentialSummary($0) })
        case .recipients:
            let others = try read().recipients.filter { $0 != identity.recipient }
            return .recipients(([identity.recipient] + others).map(\.description))
        }
        return .done
    }

    mutating func store(_ credential: Credential) throws {
        try change(credential.key) { $0.store(credential) }
    }

    private mutating func handOut(_ find: @escaping @Sendable (Vault) -> Credential?) throws -> AgentResponse {
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
        settled.formUnion(held.filter { GitHelper.settles(operation, message, $0) }.map(\.key))
        return answer
    }

    private mutating func answer(_ operation: GitHelper.Operation, _ message: [UInt8]) throws -> [UInt8] {
        @Sendable func perform(on vault: inout Vault) throws -> [UInt8] {
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

    private mutating func change<Result>(
        _ key: CredentialKey, _ change: (inout Vault) throws -> Result
    ) throws -> Result {
        let result = try vault.update(with: identity, change)
        settled.insert(key)
        return result
    }

    /// Answers from the vault; what `body` changes of it is what is to be noted.
    private mutating func using<Result>(_ body: @escaping @Sendable (inout Vault) throws -> Result) throws -> Result {
        let old = try read()
        var vault = old
        let result = try body(&vault)
        if vault != old { uses.append { _ = try? body(&$0) } }
        return result
    }

    /// Without a vault there are no credentials, which is no error.
    private func read() throws -> Vault {
        do { return try vault.read(with: identity) } catch VaultError.missing { return Vault() }
    }
}

extension Credential {
    var secrets: [Secret] { [secret] + (refreshToken.map { [$0] } ?? []) }
}
