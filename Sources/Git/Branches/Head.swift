/// What `HEAD` stands for.
public enum Head: Hashable, Sendable {
    case branch(String, CommitID)
    /// A branch without a commit yet.
    case unborn(branch: String)
    case detached(CommitID)

    public var branch: String? {
        switch self {
        case .branch(let name, _), .unborn(let name): name
        case .detached: nil
        }
    }

    public var commit: CommitID? {
        switch self {
        case .branch(_, let id), .detached(let id): id
        case .unborn: nil
        }
    }
}

extension Repository {
    /// The branch and the commit that the work tree is on.
    public func head() async throws -> Head {
        let reference = try await git(["symbolic-ref", "--quiet", "HEAD"])
        guard reference.status <= 1 else { throw reference.failure }
        let commit = try await revParse("HEAD")
        let branch = reference.succeeded ? reference.line.droppingPrefix("refs/heads/") : nil
        switch (branch, commit) {
        case (let branch?, let commit?): return .branch(branch, commit)
        case (let branch?, nil): return .unborn(branch: branch)
        case (nil, let commit?): return .detached(commit)
        case (nil, nil): throw GitError.unknownRevision("HEAD")
        }
    }
}

extension String {
    func droppingPrefix(_ prefix: String) -> String {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : self
    }
}
