internal import Glibc

/// Why the vault or the identity can't be read or written.
public enum VaultError: Error, Sendable, Hashable {
    case missing(path: String)
    case exists(path: String)
    /// The file is torn or was tampered with; `backup` is the version before it, or a copy, if that opens.
    case damaged(path: String, reason: String, backup: String?)
    /// The file is written for others, or its head was tampered with; `backup` is the previous version, if that opens.
    case notForThisIdentity(path: String, backup: String?)
    case wrongPassphrase(path: String)
    /// What was to be changed has been removed, by git for one.
    case gone(pattern: String, username: String?)
    /// Another entry is for this user there.
    case taken(pattern: String, username: String?)
    /// Another process has kept the lock for longer than one waits.
    case busy(path: String)
    /// Written by a newer sluice.
    case futureVersion(Int)
    /// A call of the operating system failed, with this `errno`.
    case system(call: String, path: String, code: Int32)
}

extension VaultError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .missing(let path): "There is no \(path)."
        case .exists(let path): "\(path) is there already; it is not overwritten."
        case .damaged(let path, let reason, let backup?):
            "\(path) can't be trusted: \(reason)\(Self.remedy(backup, path))"
        case .damaged(let path, let reason, nil):
            "\(path) can't be trusted: \(reason) No good version is beside it."
        case .notForThisIdentity(let path, let backup):
            "\(path) is not encrypted to this machine's identity: it was written for others, or tampered with."
                + (backup.map { Self.remedy($0, path) } ?? "")
        case .wrongPassphrase(let path): "The passphrase does not open \(path)."
        case .gone(let pattern, let username):
            "There is no entry for \(pattern)\(username.map { " of \($0)" } ?? "") any more, so nothing was changed: "
                + "`credentials add` makes a new one."
        case .taken(let pattern, let username):
            "There is another entry for \(pattern)\(username.map { " of \($0)" } ?? "") already; it is not replaced."
        case .busy(let path):
            "Nothing was changed: another process keeps \(path) locked. `fuser \(path)` says which; end it if it is stuck."
        case .futureVersion(let version): "The vault is of version \(version), from a newer sluice."
        case .system(let call, let path, let code):
            "\(call) \(path): \(strerror(code).map { String(cString: $0) } ?? "error \(code)")"
        }
    }

    private static func remedy(_ backup: String, _ path: String) -> String {
        " \(backup) is good: `mv \(backup) \(path)` brings that back."
    }
}
