/// The state of a work tree against its index and `HEAD`.
public struct Status: Hashable, Sendable {
    public var head: Head
    /// The short upstream name, `origin/main`, where one is set.
    public var upstream: String?
    /// Commits that the upstream lacks, and those it has more; `nil` where the upstream is not there.
    public var ahead: Int?
    public var behind: Int?
    public var entries: [Entry]
    /// A merge or the like that has been begun and not ended.
    public var operation: Operation?

    /// Nothing changed and nothing untracked.
    public var isClean: Bool { entries.isEmpty }

    /// One changed path.
    public struct Entry: Hashable, Sendable {
        public var path: String
        /// Index against `HEAD`.
        public var staged: Change?
        /// Work tree against index.
        public var unstaged: Change?
        /// Where a renamed or copied file comes from.
        public var originalPath: String?
        public var kind: Kind
    }

    /// What the path is to git.
    public enum Kind: Hashable, Sendable { case tracked, untracked, conflicted }
}

/// How a file differs.
public enum Change: Character, Hashable, Sendable {
    case added = "A"
    case modified = "M"
    case deleted = "D"
    case renamed = "R"
    case copied = "C"
    /// A file became a symbolic link, or the other way round.
    case typeChanged = "T"
}

/// What git is in the middle of.
public enum Operation: Hashable, Sendable, CaseIterable {
    case merge, rebase, cherryPick, revert, bisect

    /// The files whose presence in the git directory tells (git-status and git's own prompt look at the same).
    var marks: [String] {
        switch self {
        case .merge: ["MERGE_HEAD"]
        case .rebase: ["rebase-merge", "rebase-apply"]
        case .cherryPick: ["CHERRY_PICK_HEAD"]
        case .revert: ["REVERT_HEAD"]
        case .bisect: ["BISECT_LOG"]
        }
    }
}
