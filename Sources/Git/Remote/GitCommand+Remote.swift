import Foundation

extension GitCommand {
    /// The commit that `branch` of the repository at `url` is on; `nil` if there is no such branch.
    ///
    /// For callers without a repository of their own, such as the engine's source.
    /// - Throws: `GitError.remote`.
    public func resolve(_ url: RemoteURL, branch: String) async throws -> CommitID? {
        let anywhere = FileManager.default.temporaryDirectory
        return try await remoteHead(of: url.withoutCredentials, url: url, branch: branch, in: anywhere)
    }

    /// - Parameter remote: a remote's name in the repository at `directory`, or a URL.
    func remoteHead(of remote: String, url: RemoteURL?, branch: String, in directory: URL) async throws -> CommitID? {
        let reference = "refs/heads/\(branch)"
        let output = try await run(["ls-remote", "--quiet", "--", remote, reference], in: directory)
        guard output.succeeded else { throw GitError.remote(RemoteFailure(message: output.message, url: url)) }
        // git takes the pattern for the end of a name: others may match too.
        let line = output.lines.first { $0.hasSuffix("\t" + reference) }
        return line?.split(separator: "\t").first.flatMap { CommitID(rawValue: String($0)) }
    }
}
