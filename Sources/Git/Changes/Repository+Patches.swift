extension Repository {
    /// The patches of all commits that a push of `commit` would send: those that are on no branch of the remote, as far as
    /// is known here. Each begins with a line `commit` and its id; its message follows, indented by a blank.
    ///
    /// - Parameter receive: takes the bytes as git writes them; see `patchOptions`.
    /// - Throws: `GitError`, or what `receive` throws.
    public func outgoingPatches(
        of commit: CommitID, to remote: String, _ receive: ([UInt8]) throws -> Void
    ) async throws {
        let range = Self.outgoing(commit, remote)
        let format = ["--format=commit %H%n%w(0,1,1)%B", "--encoding=UTF-8", "--no-show-signature"]
        try await command.stream(
            // A push sends what was committed, not what `git replace` shows in its place.
            ["--no-replace-objects", "log", "--patch", "--cc", "--root"] + format + Self.patchOptions + range + ["--"],
            in: workTree, to: receive)
    }

    /// The paths of files beyond a size, in bytes, that a push of `commit` would send.
    ///
    /// - Throws: `GitError`.
    public func outgoingFiles(largerThan size: Int, of commit: CommitID, to remote: String) async throws -> [String] {
        let range = Self.outgoing(commit, remote)
        let options = ["--objects", "--no-object-names", "--filter=blob:limit=\(size + 1)", "--filter-print-omitted"]
        let omitted = try await git(["--no-replace-objects", "rev-list"] + options + range).orThrow().lines
            .filter { $0.hasPrefix("~") }.map { $0.dropFirst() }
        var paths: Set<String> = []
        for blob in omitted {
            let options = ["--format=", "--name-only", "-z", "-m", "--root", "--find-object=\(blob)"]
            paths.formUnion(try await git(["--no-replace-objects", "log"] + options + range + ["--"]).orThrow().fields)
        }
        return paths.filter { !$0.isEmpty }.sorted()
    }

    /// What is on no branch of the remote, as far as is known here.
    private static func outgoing(_ commit: CommitID, _ remote: String) -> [String] {
        [commit.rawValue, "--not", "--remotes=\(remote)"]
    }

    /// The patch of what is staged, of all files or some.
    ///
    /// - Throws: `GitError`, or what `receive` throws.
    public func stagedPatch(_ paths: [String]? = nil, _ receive: ([UInt8]) throws -> Void) async throws {
        try await command.stream(
            ["diff", "--cached"] + Self.patchOptions + ["--"] + (paths.map(Self.pathspecs) ?? []), in: workTree,
            to: receive)
    }

    /// No configuration changes the form of such a patch, and no attribute hides a file from it.
    private static let patchOptions = [
        "--no-color", "--no-ext-diff", "--no-textconv", "--text", "--src-prefix=a/", "--dst-prefix=b/", "--unified=0",
        "--inter-hunk-context=0", "--submodule=short", "--no-relative",
    ]
}
