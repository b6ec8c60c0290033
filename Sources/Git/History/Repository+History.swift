extension Repository {
    /// The commit that `revision` (a branch, a tag, `HEAD~2`, …) names; `nil` if it names none.
    public func revParse(_ revision: String) async throws -> CommitID? {
        let arguments = ["rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"]
        let output = try await git(arguments)
        return output.succeeded ? CommitID(rawValue: output.line) : nil
    }

    /// The commits of `range` (a revision, or `from..to`), newest first, at most `limit`.
    ///
    /// Empty on an unborn branch.
    /// - Throws: `GitError.unknownRevision` when the range names something that is not there.
    public func log(_ range: String = "HEAD", limit: Int? = nil) async throws -> [Commit] {
        let output = try await git(Self.log(limit) + ["--end-of-options", range, "--"])
        if output.succeeded { return Commit.list(from: output.fields) }
        if range == "HEAD", try await revParse("HEAD") == nil { return [] }
        throw GitError.unknownRevision(range)
    }

    /// - Throws: `GitError.unknownRevision` when it is not in this repository.
    public func commit(_ id: CommitID) async throws -> Commit {
        guard let commit = try await log(id.rawValue, limit: 1).first else {
            throw GitError.unknownRevision(id.rawValue)
        }
        return commit
    }

    /// How many files a commit changes; of a merge, against its first parent.
    public func countOfFiles(in commit: CommitID) async throws -> Int {
        let options = ["--format=", "--name-only", "-z", "--find-renames", "--diff-merges=first-parent"]
        return try await git(["show"] + options + [commit.rawValue, "--"]).orThrow().fields.count
    }

    /// What a push of `HEAD` to `branch` would send, as far as known here, newest first.
    ///
    /// Without a remote-tracking branch: what is on none of the remote's branches.
    public func commitsToPush(remote: String, branch: String, limit: Int? = nil) async throws -> [Commit] {
        guard try await revParse("HEAD") != nil else { return [] }
        let tracking = "refs/remotes/\(remote)/\(branch)"
        let known = try await revParse(tracking) == nil ? "--remotes=\(remote)/*" : tracking
        let output = try await git(Self.log(limit) + ["HEAD", "--not", known, "--"]).orThrow()
        return Commit.list(from: output.fields)
    }

    /// Whether `ancestor` is `descendant` or comes before it.
    public func isAncestor(_ ancestor: CommitID, of descendant: CommitID) async throws -> Bool {
        let output = try await git(["merge-base", "--is-ancestor", ancestor.rawValue, descendant.rawValue])
        guard output.status <= 1 else { throw output.failure }
        return output.succeeded
    }

    /// The best common ancestor; `nil` for unrelated histories.
    public func mergeBase(_ one: CommitID, _ other: CommitID) async throws -> CommitID? {
        let output = try await git(["merge-base", one.rawValue, other.rawValue])
        guard output.status <= 1 else { throw output.failure }
        return CommitID(rawValue: output.line)
    }

    /// The bytes of the file at `path` as of `commit`; `nil` if there was no such file.
    ///
    /// - Throws: `GitError.tooLarge` beyond `limit` bytes.
    public func show(_ path: String, at commit: CommitID, limit: Int = 64 << 20) async throws -> [UInt8]? {
        let output = try await git(["cat-file", "blob", "\(commit):\(path)"], limit: limit)
        return output.succeeded ? output.bytes : nil
    }

    private static func log(_ limit: Int?) -> [String] {
        ["log", "-z", Commit.format, "--no-color"] + (limit.map { ["--max-count=\($0)"] } ?? [])
    }
}
