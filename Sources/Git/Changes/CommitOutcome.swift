/// What a commit takes in.
public enum CommitSelection: Hashable, Sendable {
    /// What is staged already.
    case staged
    /// Every change of a tracked file (git's `--all`).
    case tracked
    /// Every change, untracked files included.
    case everything
    /// These paths alone, untracked ones included, whatever else is staged.
    case paths([String])
}

/// How a commit went.
public enum CommitOutcome: Hashable, Sendable {
    case committed(Commit)
    case nothingToCommit
    case emptyMessage
    /// `user.name` or `user.email` is missing.
    case identityMissing
    /// These paths have unresolved conflicts.
    case conflict(paths: [String])
    /// A hook of the repository said no, with what it printed.
    case hookRefused(output: String)
}
