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
        guard let text = try await urlText(of: name, toPush: toPush) else { return nil }
        do {
            return try RemoteURL(text)
        } catch {
            throw GitError.refusedURL(error)
        }
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

    /// What git is to be asked for to speak to the place that a push goes to, and variables for it: git itself has no
    /// such name, and the URL may hold a secret, so that it can't be an argument.
    func pushPlaces(of name: String) async throws -> [(name: String, variables: [String: String])] {
        let urls = try await git(["remote", "get-url", "--push", "--all", "--", name]).orThrow().lines
        if urls.count == 1, try await urlText(of: name) == urls[0] { return [(name, [:])] }
        return urls.map { url in
            let place = "push-of-\(name)"
            let variables = [
                "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "remote.\(place).url", "GIT_CONFIG_VALUE_0": url,
            ]
            return (place, variables)
        }
    }
}
