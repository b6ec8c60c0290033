/// Why the credentials can't be unlocked, beside what is wrong with their files.
public enum StoreError: Error, Sendable, Hashable {
    case settingsInvalid(path: String, reason: String)
    /// There is a vault, but the identity that opens it is gone.
    case identityLost(identity: String, vault: String)
    /// A source of the passphrase that was named gives none; what is wrong.
    case noPassphrase(source: String, reason: String)
    /// A source of the passphrase has a wrong one.
    case wrongPassphrase(source: String, path: String)
    /// The agent did not start; its own words.
    case agentNotStarted(String)
}

extension StoreError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .settingsInvalid(let path, let reason): "\(path): \(reason)"
        case .identityLost(let identity, let vault):
            "\(vault) is here, but \(identity), which opens it, is not: bring that back from a backup, or move the vault away."
        case .noPassphrase(let source, let reason): "The passphrase can't be had from \(source): \(reason)"
        case .wrongPassphrase(let source, let path): "The passphrase from \(source) does not open \(path)."
        case .agentNotStarted(let words): "The agent that keeps the credentials unlocked did not start: \(words)"
        }
    }
}
