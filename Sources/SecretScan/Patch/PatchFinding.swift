/// A credential that a commit, or a change not yet committed, adds.
public struct PatchFinding: Hashable, Sendable, Codable {
    /// The commit's name; nil in a patch that names none (`git diff`).
    public let commit: String?
    /// The file's path in the repository, from its root; ``messagePath`` for a commit's message.
    public let path: String
    /// The line in the file as the commit leaves it.
    public let line: Int
    /// The secret's bytes, counted from the beginning of that line.
    public let columns: Range<Int>
    public let kind: SecretKind
    /// What may be shown of the secret.
    public let masked: String
    /// What `.sluiceignore` calls it.
    public let fingerprint: Fingerprint
}

extension PatchFinding {
    /// Stands for the message of a commit.
    public static let messagePath = "commit message"
}
