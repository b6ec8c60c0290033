public import Foundation

extension Mirror {
    /// Writes the files of `commit`, which is here, into `destination`, with symbolic links and executable
    /// bits, without `.git`.
    ///
    /// Attributes for archives (`export-ignore`, `export-subst`) do not apply: the tree comes out whole,
    /// submodules as empty directories.
    /// - Parameter destination: empty or not there yet.
    /// - Throws: `GitError`: `unknownRevision`, `directoryNotEmpty`.
    public func export(_ commit: CommitID, to destination: URL) async throws {
        guard try await contains(commit) else { throw GitError.unknownRevision(commit.rawValue) }
        try destination.makeEmptyDirectory()
        let index = destination.deletingLastPathComponent().appending(path: ".index-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: index) }
        let place = [
            "GIT_INDEX_FILE": index.path(percentEncoded: false),
            "GIT_WORK_TREE": destination.path(percentEncoded: false),
        ]
        _ = try await git(["read-tree", "--reset", "-u", commit.rawValue], adding: place).orThrow()
    }

    /// Makes `destination` a repository of its own with the whole history of `commit`, checked out.
    ///
    /// Its remote `origin` is the mirror's, without credentials. It shares no files with the mirror: a build may do
    /// with it what it likes.
    /// - Parameters:
    ///   - branch: the branch to be on; `nil` leaves `HEAD` detached.
    ///   - destination: empty or not there yet.
    /// - Throws: `GitError`: `unknownRevision`, `directoryNotEmpty`.
    public func clone(_ commit: CommitID, branch: String? = nil, to destination: URL) async throws {
        guard try await contains(commit) else { throw GitError.unknownRevision(commit.rawValue) }
        try destination.makeEmptyDirectory()
        let source = directory.path(percentEncoded: false)
        // The mirror is ours: it gives out any commit it has.
        let steps = [
            ["init", "--quiet", "--template="] + (branch.map { ["--initial-branch=\($0)"] } ?? []),
            ["remote", "add", "--", "origin", remote.withoutCredentials],
            [
                "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-auto-maintenance", "--", source,
                commit.rawValue,
            ]
                + (branch.map { ["+\(commit):refs/remotes/origin/\($0)"] } ?? []),
            branch.map { ["checkout", "--quiet", "-B", $0, commit.rawValue] } ?? [
                "checkout", "--quiet", commit.rawValue,
            ],
        ]
        for step in steps {
            _ = try await command.run(step, in: destination).orThrow()
        }
    }
}

extension URL {
    /// - Throws: `GitError.directoryNotEmpty`, or what the file system says.
    fileprivate func makeEmptyDirectory() throws {
        let files = FileManager.default
        try files.createDirectory(at: self, withIntermediateDirectories: true)
        let path = path(percentEncoded: false)
        guard try files.contentsOfDirectory(atPath: path).isEmpty else { throw GitError.directoryNotEmpty(path) }
    }
}
