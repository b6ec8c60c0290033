extension Repository {
    /// The commit that `branch` of `remote` is on, asked there; `nil` if there is no such branch.
    ///
    /// - Throws: `GitError`: `noSuchRemote`, `secretInURL`, `remote`.
    public func remoteHead(_ remote: String, branch: String) async throws -> CommitID? {
        let url = try await fetchPlace(of: remote)
        return try await command.remoteHead(of: remote, url: url, branch: branch, in: workTree)
    }

    /// Brings the remote-tracking branches up to date, or only that of `branch`.
    ///
    /// - Throws: `GitError`: `noSuchRemote`, `secretInURL`, `noSuchBranch`, `invalidName`, `remote`.
    public func fetch(
        _ remote: String, branch: String? = nil, progress: (@Sendable (String) -> Void)? = nil
    ) async throws {
        let url = try await fetchPlace(of: remote)
        if let branch, try await !isValidBranchName(branch) { throw GitError.invalidName(branch) }
        let refspec = branch.map { ["+refs/heads/\($0):refs/remotes/\(remote)/\($0)"] } ?? []
        let options = ["fetch", progress == nil ? "--no-progress" : "--progress", "--no-write-fetch-head"]
        let output = try await git(options + ["--", remote] + refspec, progress: progress)
        if output.succeeded { return }
        if let branch, try await remoteHead(remote, branch: branch) == nil { throw GitError.noSuchBranch(branch) }
        throw GitError.remote(RemoteFailure(message: output.message, url: url))
    }
}
