/// A credential that a commit, or a change not yet committed, adds.
public struct PatchFinding: Hashable, Sendable, Codable {
    /// The commit's name; nil in a patch that names none (`git diff`).
    public let commit: String?
    /// The file's path in the repository, from its root; ``messagePath`` for a commit's message, ``personPath`` for who made
    /// it, ``branchPath`` for the name of a branch. It may hold a secret itself: `shownPath` is for people.
    public let path: String
    /// The path, with what was found in it masked.
    public let shownPath: String
    /// The line in the file as the commit leaves it; 0 for a finding in the file's name.
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

    /// Stands for a commit's author and its committer.
    public static let personPath = "author and committer"

    /// Stands for the name of a branch.
    public static let branchPath = "name of the branch"

    /// Whether it stands in what a file has in it, and not in a name or in what is said of a commit.
    public var isInContent: Bool { line > 0 && isInFile }

    var isInFile: Bool { ![Self.messagePath, Self.personPath, Self.branchPath].contains(path) }
}
