import Foundation

extension Mirror {
    /// Brings `branch` and its history here, and returns the commit it is on.
    ///
    /// - Throws: `GitError`: `noSuchBranch`, `remote`, `secretInURL`.
    public func fetch(branch: String) async throws -> CommitID {
        try await fetch(reference: "refs/heads/\(branch)") { output in
            try await failure(of: output, branch: branch)
        }
    }

    /// Brings what a reference of the remote, by its full name, is on and its history here; of a tag its commit.
    ///
    /// - Throws: `GitError`: `unknownRevision` where it names no commit, `remote`, `secretInURL`.
    public func fetch(reference: String) async throws -> CommitID {
        try await fetch(reference: reference) { output in
            .remote(RemoteFailure(message: output.message, url: remote))
        }
    }

    private func fetch(
        reference wanted: String, failure: (GitOutput) async throws -> GitError
    ) async throws -> CommitID {
        try await create()
        let reference = "refs/fetches/\(UUID().uuidString)"
        let output = try await fetch("+\(wanted):\(reference)")
        guard output.succeeded else { throw try await failure(output) }
        let line = try await git(["rev-parse", "--verify", "\(reference)^{commit}"]).line
        guard let commit = CommitID(rawValue: line) else { throw GitError.unknownRevision(wanted) }
        try await keep(commit, insteadOf: reference)
        return commit
    }

    /// Makes sure that `commit`, which is or was on `branch`, is here; asks the remote only if it is not.
    ///
    /// - Parameter branch: the remote's default one if `nil`.
    ///
    /// - Throws: `GitError`: `unknownRevision` when the remote does not give it out, `noSuchBranch`, `remote`.
    public func ensure(_ commit: CommitID, branch: String?) async throws {
        if try await contains(commit) { return }
        if let branch { _ = try await fetch(branch: branch) } else { _ = try await fetch(reference: "HEAD") }
        if try await contains(commit) { return }
        // A branch that was rewritten since: most servers still give out a commit by its id.
        guard try await fetch("\(commit):\(Self.reference(to: commit))").succeeded else {
            throw GitError.unknownRevision(commit.rawValue)
        }
    }

    static func reference(to commit: CommitID) -> String { "refs/commits/\(commit)" }

    private func fetch(_ refspec: String) async throws -> GitOutput {
        try await command.refuseSecret(behind: remote, in: directory)
        let options = ["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-auto-maintenance"]
        return try await git(options + ["--", remote.withoutCredentials, refspec])
    }

    /// Replaces a fetch's own reference by one named after the commit, so that references do not pile up.
    private func keep(_ commit: CommitID, insteadOf reference: String) async throws {
        let kept = Self.reference(to: commit)
        let update = try await git(["update-ref", kept, commit.rawValue])
        // Another caller may be writing the same; without either, the fetch's own reference has to stay.
        let isKept = try await git(["rev-parse", "--verify", "--quiet", kept]).succeeded
        guard update.succeeded || isKept else { return }
        _ = try await git(["update-ref", "-d", reference])
    }

    private func failure(of output: GitOutput, branch: String) async throws -> GitError {
        if try await resolve(branch: branch) == nil { return .noSuchBranch(branch) }
        return .remote(RemoteFailure(message: output.message, url: remote))
    }

    /// Makes the repository beside its place and moves it there in one step; whoever comes second drops their own.
    private func create() async throws {
        let files = FileManager.default
        guard !directory.isDirectory else { return }
        let parent = directory.deletingLastPathComponent()
        try files.createDirectory(at: parent, withIntermediateDirectories: true)
        let draft = parent.appending(path: ".\(directory.lastPathComponent)-\(UUID().uuidString)")
        defer { try? files.removeItem(at: draft) }
        let path = draft.path(percentEncoded: false)
        _ = try await command.run(["init", "--quiet", "--bare", "--template=", "--", path], in: parent).orThrow()
        do {
            try files.moveItem(at: draft, to: directory)
        } catch  where directory.isDirectory {
            return
        }
    }
}
