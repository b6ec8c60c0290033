public import Foundation

/// A bare copy of a remote repository in a cache directory, from which commits are exported.
///
/// Callers, threads and processes may use one directory at once without a lock: every fetch writes a reference of its
/// own, and what a killed git leaves behind is in nobody's way. Nothing is ever collected while fetching; `compact()`
/// does that when asked.
public struct Mirror: Sendable {
    public let directory: URL
    public let remote: RemoteURL
    public let command: GitCommand

    /// The mirror of `remote` at `directory`, made when first needed; `command` is used as the engine's.
    public init(of remote: RemoteURL, at directory: URL, command: GitCommand) {
        self.directory = directory
        self.remote = remote
        var command = command
        command.caller = .engine
        self.command = command
    }

    /// The commit that the remote's `branch` is on, without fetching it; `nil` if there is no such branch.
    public func resolve(branch: String) async throws -> CommitID? {
        try await command.resolve(remote, branch: branch)
    }

    /// Whether the commit is here.
    public func contains(_ commit: CommitID) async throws -> Bool {
        guard directory.isDirectory else { return false }
        return try await git(["cat-file", "-e", "\(commit)^{commit}"]).succeeded
    }

    /// The commit of an object that is here, be it a tag of one; `nil` if there is none.
    public func commit(under object: CommitID) async throws -> CommitID? {
        let output = try await git(["rev-parse", "--verify", "--quiet", "\(object)^{commit}"])
        return output.succeeded ? CommitID(rawValue: output.line) : nil
    }

    /// - Throws: `GitError.unknownRevision` when it is not here.
    public func commitInfo(_ id: CommitID) async throws -> Commit {
        guard try await contains(id) else { throw GitError.unknownRevision(id.rawValue) }
        let log = ["log", "-z", Commit.format, "--no-color", "--max-count=1", id.rawValue, "--"]
        guard let commit = try await Commit.list(from: git(log).orThrow().fields).first else {
            throw GitError.unknownRevision(id.rawValue)
        }
        return commit
    }

    /// The bytes of the file at `path` as of a commit that is here; `nil` if there was no such file.
    ///
    /// - Throws: `GitError.tooLarge` beyond `limit` bytes.
    public func content(of path: String, at commit: CommitID, limit: Int) async throws -> [UInt8]? {
        let output = try await git(["cat-file", "blob", "\(commit):\(path)"], limit: limit)
        return output.succeeded ? output.bytes : nil
    }

    /// Packs what many fetches have left behind. Safe at any time, costly for a large repository.
    public func compact() async throws {
        guard directory.isDirectory else { return }
        _ = try await git(["gc", "--quiet"]).orThrow()
    }

    func git(
        _ arguments: [String], adding variables: [String: String] = [:], limit: Int = .max
    ) async throws -> GitOutput {
        let place = ["GIT_DIR": directory.path(percentEncoded: false)]
        return try await command.run(arguments, in: directory, adding: place.merging(variables) { $1 }, limit: limit)
    }
}
