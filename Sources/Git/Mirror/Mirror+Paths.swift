extension Mirror {
    /// The paths that differ between `commit` and what it has in common with `base`; all of its paths if that is nothing.
    ///
    /// A file that was moved counts under both names. Both commits are here already.
    /// - Throws: `GitError`: `unknownRevision`, `tooLarge`.
    public func changedPaths(from base: CommitID?, to commit: CommitID) async throws -> [String] {
        guard try await contains(commit) else { throw GitError.unknownRevision(commit.rawValue) }
        guard let base, try await contains(base), let common = try await mergeBase(base, commit) else {
            return try await git(["ls-tree", "-r", "-z", "--name-only", commit.rawValue], limit: Self.pathsLimit)
                .orThrow().fields
        }
        let options = ["diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--no-textconv"]
        return try await git(options + [common.rawValue, commit.rawValue, "--"], limit: Self.pathsLimit)
            .orThrow().fields
    }

    /// The best common ancestor; `nil` for unrelated histories.
    private func mergeBase(_ one: CommitID, _ other: CommitID) async throws -> CommitID? {
        let output = try await git(["merge-base", one.rawValue, other.rawValue])
        guard output.status <= 1 else { throw output.failure }
        return CommitID(rawValue: output.line)
    }

    private static let pathsLimit = 32 << 20
}
