/// Which two states to compare.
public enum Comparison: Hashable, Sendable {
    /// Work tree against index.
    case worktree
    /// Index against `HEAD`.
    case staged
    /// Work tree against a commit.
    case against(CommitID)
    case between(CommitID, CommitID)

    var arguments: [String] {
        switch self {
        case .worktree: []
        case .staged: ["--cached"]
        case .against(let commit): [commit.rawValue]
        case .between(let old, let new): [old.rawValue, new.rawValue]
        }
    }
}

/// How a comparison is shown.
public enum DiffFormat: Hashable, Sendable {
    /// One line a file, `width` columns wide.
    case stat(width: Int)
    case patch

    var arguments: [String] {
        switch self {
        case .stat(let width): ["--stat=\(width)"]
        case .patch: ["--patch"]
        }
    }
}

/// A file that differs between two commits.
public struct ChangedFile: Hashable, Sendable {
    public let path: String
    public let change: Change
    /// Where a renamed or copied file comes from.
    public let originalPath: String?
}

extension Repository {
    /// The differences as text to show, with git's own colours if `color`; empty when there are none.
    ///
    /// File contents are in it as they are: strip control sequences other than colours before a terminal sees them.
    /// - Throws: `GitError.tooLarge` beyond `limit` bytes.
    public func diff(
        _ comparison: Comparison, as format: DiffFormat, color: Bool = false, limit: Int = 64 << 20
    ) async throws -> String {
        let safety = ["--no-ext-diff", "--no-textconv", "--submodule=short", Self.outsideOfSubmodules]
        let options = ["diff", color ? "--color=always" : "--color=never"] + safety
        let arguments = options + format.arguments + comparison.arguments + ["--"]
        return try await look(arguments, limit: limit).orThrow().text
    }

    /// The files that differ between two commits, by path, renames found.
    public func changedFiles(from old: CommitID, to new: CommitID) async throws -> [ChangedFile] {
        let options = ["diff", "--name-status", "-z", "--find-renames", "--no-ext-diff"]
        var fields = try await look(options + [old.rawValue, new.rawValue, "--"]).orThrow().fields[...]
        var files: [ChangedFile] = []
        while let letter = fields.popFirst()?.first, let path = fields.popFirst() {
            guard let change = Change(rawValue: letter) else { continue }
            let isMove = change == .renamed || change == .copied
            let destination = isMove ? fields.popFirst() : nil
            files.append(ChangedFile(path: destination ?? path, change: change, originalPath: isMove ? path : nil))
        }
        return files
    }
}
