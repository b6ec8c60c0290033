public import Foundation

/// All credentials that a person keeps here, and who may open them.
public struct Vault: Sendable, Hashable {
    /// The newest first.
    public private(set) var credentials: [Credential]
    /// Who can open the vault: the identities that have written it, a recovery key on paper, another machine, a hardware key.
    public var recipients: [AgeRecipient]

    public init(credentials: [Credential] = [], recipients: [AgeRecipient] = []) {
        self.credentials = credentials
        self.recipients = recipients
    }

    /// The newest credential for exactly this pattern, of any user if `username` is `nil`, that has not expired.
    public func credential(
        _ kind: Credential.Kind, for pattern: String, username: String? = nil, now: Date
    ) -> Credential? {
        credentials.first {
            $0.kind == kind && $0.pattern == pattern && (username == nil || $0.username == username)
                && !$0.isExpired(at: now)
        }
    }

    /// All credentials as an age file for others: the vault's own content (JSON), without its recipients.
    public func exported(to recipients: Age.Recipients, armored: Bool = false) throws -> [UInt8] {
        try Age.encrypt(VaultDocument(Vault(credentials: credentials)).json, to: recipients, armored: armored)
    }

    /// Adds the credential in place of the entry that it replaces, which passes on its note if there is no new one, and with
    /// the same secret its refresh token.
    public mutating func store(_ credential: Credential) {
        var credential = credential
        if let index = credentials.firstIndex(where: credential.replaces) {
            let old = credentials.remove(at: index)
            credential.note = credential.note ?? old.note
            if old.secret == credential.secret {
                credential.refreshToken = credential.refreshToken ?? old.refreshToken
            }
        }
        credentials.insert(credential, at: 0)
    }

    /// Adds the credential unless an entry for the same has another secret. Answers whether the secret is in the vault.
    public mutating func add(_ credential: Credential) -> Bool {
        if let present = credentials.first(where: credential.replaces) { return present.secret == credential.secret }
        store(credential)
        return true
    }

    /// Answers what was removed.
    @discardableResult
    public mutating func remove(where isUnwanted: (Credential) -> Bool) -> [Credential] {
        let removed = credentials.filter(isUnwanted)
        credentials.removeAll(where: isUnwanted)
        return removed
    }

    /// Changes an entry in place.
    ///
    /// - Throws: `VaultError.gone` without such an entry, `.taken` if the changed one would replace another.
    public mutating func edit(_ key: CredentialKey, _ edit: CredentialEdit, now: Date) throws(VaultError) {
        guard let index = credentials.firstIndex(where: { $0.key == key }) else {
            throw .gone(pattern: key.pattern, username: key.username)
        }
        let edited = edit.applied(to: credentials[index], now: now)
        guard edited.key == key || !credentials.contains(where: edited.replaces) else {
            throw .taken(pattern: edited.pattern, username: edited.username)
        }
        credentials[index] = edited
    }

    /// So seldom is a use noted, lest every fetch write the vault.
    private static let usageGranularity: TimeInterval = 24 * 60 * 60

    /// Notes that the entry was handed out, unless one of the last uses is noted already.
    public mutating func markUsed(_ credential: Credential, at time: Date) {
        guard let index = credentials.firstIndex(where: credential.replaces) else { return }
        let last = credentials[index].lastUsed
        if last.map({ time.timeIntervalSince($0) > Self.usageGranularity }) ?? true {
            credentials[index].lastUsed = time
        }
    }
}
