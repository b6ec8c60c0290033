/// A branch of this repository.
public struct Branch: Hashable, Sendable {
    public let name: String
    public let commit: CommitID
    /// The full remote-tracking name, `refs/remotes/origin/main`, where one is set.
    public let upstream: String?
    public let isCurrent: Bool
}

extension Repository {
    /// The local branches that have a commit, by name.
    public func branches() async throws -> [Branch] {
        let format = "%(HEAD)%00%(objectname)%00%(upstream)%00%(refname)"
        let output = try await git(["for-each-ref", "--format=\(format)", "refs/heads"]).orThrow()
        return output.lines.compactMap { line in
            let fields = line.split(separator: "\0", omittingEmptySubsequences: false).map(String.init)
            guard fields.count == 4, let commit = CommitID(rawValue: fields[1]) else { return nil }
            return Branch(
                name: fields[3].droppingPrefix("refs/heads/"), commit: commit,
                upstream: fields[2].isEmpty ? nil : fields[2], isCurrent: fields[0] == "*")
        }
    }

    /// Makes the branch `name` at `revision` without switching to it.
    ///
    /// - Throws: `GitError`: `invalidName`, `branchExists`, `unknownRevision`.
    public func createBranch(_ name: String, at revision: String = "HEAD") async throws {
        try await checkUnused(branch: name)
        guard let commit = try await revParse(revision) else { throw GitError.unknownRevision(revision) }
        _ = try await git(["branch", "--no-track", "--", name, commit.rawValue]).orThrow()
    }

    /// Renames the branch `old`, an unborn one too.
    ///
    /// - Throws: `GitError`: `noSuchBranch`, `invalidName`, `branchExists`.
    public func renameBranch(_ old: String, to new: String) async throws {
        try await checkUnused(branch: new)
        if try await head() == .unborn(branch: old) {
            _ = try await git(["symbolic-ref", "HEAD", "refs/heads/\(new)"]).orThrow()
            return
        }
        guard try await revParse("refs/heads/\(old)") != nil else { throw GitError.noSuchBranch(old) }
        _ = try await git(["branch", "--move", "--", old, new]).orThrow()
    }

    /// Makes `branch` follow `remoteBranch` of `remote`, which need not be fetched yet.
    ///
    /// - Throws: `GitError`: `noSuchRemote`, `invalidName`.
    public func setUpstream(of branch: String, remote: String, remoteBranch: String) async throws {
        guard try await remotes().contains(where: { $0.name == remote }) else { throw GitError.noSuchRemote(remote) }
        for name in [branch, remoteBranch] {
            guard try await isValidBranchName(name) else { throw GitError.invalidName(name) }
        }
        _ = try await git(["config", "--replace-all", "branch.\(branch).remote", remote]).orThrow()
        _ = try await git(["config", "--replace-all", "branch.\(branch).merge", "refs/heads/\(remoteBranch)"]).orThrow()
    }

    /// Whether git accepts `name` for a branch (git-check-ref-format(1)).
    public func isValidBranchName(_ name: String) async throws -> Bool {
        guard !name.hasPrefix("-"), name != "HEAD" else { return false }
        return try await git(["check-ref-format", "refs/heads/\(name)"]).succeeded
    }

    private func checkUnused(branch name: String) async throws {
        guard try await isValidBranchName(name) else { throw GitError.invalidName(name) }
        guard try await revParse("refs/heads/\(name)") == nil else { throw GitError.branchExists(name) }
    }
}
