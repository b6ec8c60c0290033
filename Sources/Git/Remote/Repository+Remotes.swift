/// A remote of a repository.
public struct Remote: Hashable, Sendable {
    public let name: String
    /// Where it is; `nil` for a URL that `RemoteURL` refuses.
    public let url: RemoteURL?
}

extension Repository {
    /// All remotes, by name.
    public func remotes() async throws -> [Remote] {
        var remotes: [Remote] = []
        for name in try await git(["remote"]).orThrow().lines {
            let text = try await urlText(of: name)
            remotes.append(Remote(name: name, url: text.flatMap { try? RemoteURL($0) }))
        }
        return remotes
    }

    /// Where `name` is, or where a push to it goes (`remote.NAME.pushurl`, `pushInsteadOf`); `nil` if there is no such
    /// remote.
    ///
    /// - Throws: `GitError.refusedURL`.
    public func remoteURL(_ name: String, toPush: Bool = false) async throws -> RemoteURL? {
        try await urlText(of: name, toPush: toPush).map(accepted)
    }

    private func accepted(_ text: String) throws(GitError) -> RemoteURL {
        do throws(RemoteURL.Refusal) { return try RemoteURL(text) } catch { throw .refusedURL(error) }
    }

    /// Whether git tells the repositories of this host apart when it asks for credentials (gitcredentials(7)).
    public func usesHTTPPath(of url: RemoteURL) async throws -> Bool {
        let key = "credential.useHttpPath"
        let output = try await git(["config", "--type=bool", "--get-urlmatch", key, url.withoutCredentials])
        return output.succeeded && output.line == "true"
    }

    /// Adds a remote; a credential that stood in the URL's text is not stored.
    ///
    /// - Throws: `GitError`: `remoteExists`, `invalidName`.
    public func addRemote(_ name: String, url: RemoteURL) async throws {
        guard try await isValidBranchName(name) else { throw GitError.invalidName(name) }
        guard try await urlText(of: name) == nil else { throw GitError.remoteExists(name) }
        _ = try await git(["remote", "add", "--", name, url.withoutCredentials]).orThrow()
    }

    /// Gives a remote another URL; a credential that stood in the text is not stored.
    ///
    /// - Throws: `GitError.noSuchRemote`.
    public func setURL(_ url: RemoteURL, of name: String) async throws {
        guard try await urlText(of: name) != nil else { throw GitError.noSuchRemote(name) }
        _ = try await git(["remote", "set-url", "--", name, url.withoutCredentials]).orThrow()
    }

    /// After the user's `insteadOf` rules.
    private func urlText(of name: String, toPush: Bool = false) async throws -> String? {
        let output = try await git(["remote", "get-url"] + (toPush ? ["--push"] : []) + ["--", name])
        return output.succeeded ? output.line : nil
    }

    /// The URLs under which git reaches a remote, to fetch and to push, in which a secret stands.
    public func urlsWithSecret(of name: String) async throws -> [RemoteURL] {
        let toFetch = try await git(["remote", "get-url", "--all", "--", name]).lines
        let toPush = try await git(["remote", "get-url", "--push", "--all", "--", name]).lines
        return (toFetch + toPush).compactMap { try? RemoteURL($0) }.filter(\.embeddedCredential)
    }

    /// Where git fetches from.
    ///
    /// - Throws: `GitError`: `noSuchRemote`, `refusedURL`, `secretInURL`.
    func fetchPlace(of name: String) async throws -> RemoteURL {
        guard let url = try await remoteURL(name) else { throw GitError.noSuchRemote(name) }
        if url.embeddedCredential { throw GitError.secretInURL(of: name) }
        return url
    }

    /// The places that a push to a remote goes to, one after the other.
    ///
    /// - Throws: `GitError`: `noSuchRemote`, `refusedURL`, `secretInURL`.
    func pushPlaces(of name: String) async throws -> [PushPlace] {
        let output = try await git(["remote", "get-url", "--push", "--all", "--", name])
        guard output.succeeded else { throw GitError.noSuchRemote(name) }
        let isAsFetched = try await urlText(of: name) == output.lines.first && output.lines.count == 1
        var places: [PushPlace] = []
        for text in output.lines {
            let url = try accepted(text)
            if url.embeddedCredential { throw GitError.secretInURL(of: name) }
            // Given as a URL, git rewrites it once more.
            if !isAsFetched { try await command.refuseSecret(behind: url, in: workTree) }
            places.append(PushPlace(name: isAsFetched ? name : text, url: url))
        }
        return places
    }
}

/// One place that a push goes to.
struct PushPlace {
    /// For git: the remote's name where that fetches from there too, else the URL.
    let name: String
    let url: RemoteURL
}
