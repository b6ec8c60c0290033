import Foundation

extension GitCommand {
    /// The commit that `branch` of the repository at `url` is on; `nil` if there is no such branch.
    ///
    /// For callers without a repository of their own, such as the engine's source.
    /// - Throws: `GitError`: `remote`, `secretInURL`.
    public func resolve(_ url: RemoteURL, branch: String) async throws -> CommitID? {
        let anywhere = FileManager.default.temporaryDirectory
        try await refuseSecret(behind: url, in: anywhere)
        return try await remoteHead(of: url.withoutCredentials, url: url, branch: branch, in: anywhere)
    }

    /// - Parameter remote: a remote's name in the repository at `directory`, or a URL.
    func remoteHead(
        of remote: String, url: RemoteURL?, branch: String, in directory: URL
    ) async throws -> CommitID? {
        let reference = "refs/heads/\(branch)"
        let output = try await run(["ls-remote", "--quiet", "--", remote, reference], in: directory)
        guard output.succeeded else { throw GitError.remote(RemoteFailure(message: output.message, url: url)) }
        // git takes the pattern for the end of a name: others may match too.
        let line = output.lines.first { $0.hasSuffix("\t" + reference) }
        return line?.split(separator: "\t").first.flatMap { CommitID(rawValue: String($0)) }
    }

    /// What branches and tags of the repository at `url` are on, by their full names; a tag counts as its commit.
    ///
    /// - Parameter patterns: full names, or the beginnings of paths such as `refs/tags`; at least one.
    /// - Throws: `GitError`: `remote`, `secretInURL`, `tooLarge`.
    public func references(of url: RemoteURL, matching patterns: [String]) async throws -> [String: CommitID] {
        let anywhere = FileManager.default.temporaryDirectory
        try await refuseSecret(behind: url, in: anywhere)
        let output = try await run(
            ["ls-remote", "--quiet", "--", url.withoutCredentials] + patterns.flatMap(Self.lsRemotePatterns),
            in: anywhere, limit: Self.referenceListLimit)
        guard output.succeeded else { throw GitError.remote(RemoteFailure(message: output.message, url: url)) }
        var references: [String: CommitID] = [:]
        // The commit under an annotated tag follows the tag itself, with `^{}` behind its name.
        for line in output.lines {
            let fields = line.split(separator: "\t", maxSplits: 1).map(String.init)
            guard fields.count == 2, let commit = CommitID(rawValue: fields[0]) else { continue }
            let name = fields[1].hasSuffix("^{}") ? String(fields[1].dropLast(3)) : fields[1]
            if patterns.contains(where: { name == $0 || name.hasPrefix($0 + "/") }) { references[name] = commit }
        }
        return references
    }

    /// What all branches and tags of a remote are on, by their full names, branches first.
    ///
    /// - Parameter remote: a remote's name in the repository at `directory`, or a URL.
    func heads(
        of remote: String, url: RemoteURL?, in directory: URL
    ) async throws -> [(name: String, id: CommitID)] {
        let output = try await run(
            ["ls-remote", "--quiet", "--heads", "--tags", "--", remote], in: directory, limit: Self.referenceListLimit)
        guard output.succeeded else { throw GitError.remote(RemoteFailure(message: output.message, url: url)) }
        return output.lines.compactMap { line in
            let fields = line.split(separator: "\t", maxSplits: 1).map(String.init)
            guard fields.count == 2, let id = CommitID(rawValue: fields[0]) else { return nil }
            return (fields[1], id)
        }
    }

    /// The rules of git's configuration (`url.BASE.insteadOf`) may put a secret into an address that has none, and git hands
    /// the address on as an argument. No rule is looked for that turns a path of this machine into such an address.
    ///
    /// - Throws: `GitError.secretInURL`.
    func refuseSecret(behind url: RemoteURL, in directory: URL) async throws {
        guard url.isNetworked else { return }
        let address = try await run(["ls-remote", "--get-url", "--", url.withoutCredentials], in: directory).orThrow()
        guard let actual = try? RemoteURL(address.line), actual.embeddedCredential else { return }
        throw GitError.secretInURL(of: url.description)
    }

    /// git matches a pattern against the end of names, with `*` for anything.
    private static func lsRemotePatterns(_ pattern: String) -> [String] {
        let isFolder = pattern.split(separator: "/").count == 2
        return isFolder ? [pattern + "/*"] : [pattern, pattern + "^{}"]
    }

    private static let referenceListLimit = 32 << 20
}
