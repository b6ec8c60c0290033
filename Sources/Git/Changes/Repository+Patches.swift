extension Repository {
    /// The patches of all commits that a push of `commit` would send: those that lead to none of `known`, what the remote
    /// has (`commitsAtPush(to:)`). Each begins with a line `commit`, its id and those of its parents; its message follows,
    /// indented by a blank, and lines with `author` and `committer`. A merge has such a patch for each parent to which it
    /// changes something.
    ///
    /// - Parameter receive: takes the bytes as git writes them; see `patchOptions`.
    /// - Throws: `GitError`, or what `receive` throws.
    public func outgoingPatches(
        of commit: CommitID, beyond known: [CommitID], _ receive: ([UInt8]) throws -> Void
    ) async throws {
        let range = Self.outgoing(commit, known)
        let format = [
            "--format=commit %H %P%n%w(0,1,1)%B%w(0,0,0)%n\(Self.people)", "--encoding=UTF-8", "--no-show-signature",
        ]
        try await command.stream(
            // A push sends what was committed, not what `git replace` shows in its place.
            ["--no-replace-objects", "log", "--patch", "--diff-merges=separate", "--root"] + format + Self.patchOptions
                + range + ["--"],
            in: workTree, to: receive)
    }

    /// The paths of files beyond a size, in bytes, that a push of `commit` would send.
    ///
    /// - Throws: `GitError`.
    public func outgoingFiles(
        largerThan size: Int, of commit: CommitID, beyond known: [CommitID]
    ) async throws -> [String] {
        let range = Self.outgoing(commit, known)
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

    /// What of `known` is not here is passed over, and what is beyond a command line's length: more goes out then.
    private static func outgoing(_ commit: CommitID, _ known: [CommitID]) -> [String] {
        [commit.rawValue, "--ignore-missing", "--not"] + known.prefix(10_000).map(\.rawValue)
    }

    /// The patch of what is staged, of all files or some.
    ///
    /// - Throws: `GitError`, or what `receive` throws.
    public func stagedPatch(_ paths: [String]? = nil, _ receive: ([UInt8]) throws -> Void) async throws {
        try await command.stream(
            ["diff", "--cached"] + Self.patchOptions + ["--"] + (paths.map(Self.pathspecs) ?? []), in: workTree,
            to: receive)
    }

    private static let people = "author %an <%ae>%ncommitter %cn <%ce>"

    /// No configuration changes the form of such a patch, and no attribute hides a file from it. Some lines around what is added
    /// are there to tell what it is: a key by its first lines.
    private static let patchOptions = [
        "--no-color", "--no-ext-diff", "--no-textconv", "--text", "--src-prefix=a/", "--dst-prefix=b/", "--unified=6",
        "--inter-hunk-context=0", "--submodule=short", "--no-relative",
    ]
}
