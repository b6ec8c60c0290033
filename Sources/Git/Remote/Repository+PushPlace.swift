extension Repository {
    /// The commit that `branch` is on where a push to `remote` goes, asked there; `nil` if there is no such branch.
    ///
    /// - Throws: `GitError`: `noSuchRemote`, `secretInURL`, `remote`.
    public func headAtPush(to remote: String, branch: String) async throws -> CommitID? {
        guard let place = try await pushPlaces(of: remote).first else { return nil }
        return try await command.remoteHead(of: place.name, url: place.url, branch: branch, in: workTree)
    }

    /// What branches and tags are on where a push to `remote` goes, asked there: tracking branches may be those of a
    /// repository that was there once. Of several places counts what all of them have.
    ///
    /// Branches that have moved on there are brought here first, if they are followed here, without changing a
    /// reference: else nothing would tell that what lies behind them is there.
    /// - Throws: `GitError`: `noSuchRemote`, `secretInURL`, `remote`, `tooLarge`.
    public func commitsAtPush(to remote: String) async throws -> [CommitID] {
        var common: [CommitID]?
        for place in try await pushPlaces(of: remote) {
            let heads = try await command.heads(of: place.name, url: place.url, in: workTree)
            try await bringHere(heads, followedAs: remote, from: place)
            let ids = heads.map(\.id)
            common = common.map { $0.filter(Set(ids).contains) } ?? ids
        }
        return common ?? []
    }

    /// Where that fails, more counts as going out.
    private func bringHere(
        _ heads: [(name: String, id: CommitID)], followedAs remote: String,
        from place: PushPlace
    ) async throws {
        let prefix = "refs/remotes/\(remote)/"
        let followed = Set(
            try await git(["for-each-ref", "--format=%(refname)", prefix]).orThrow().lines.map {
                "refs/heads/" + $0.dropFirst(prefix.count)
            })
        var missing: [String] = []
        for (name, id) in heads where followed.contains(name) {
            if try await !git(["cat-file", "-e", id.rawValue]).succeeded { missing.append(name) }
        }
        if missing.isEmpty { return }
        let options = ["--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--refmap="]
        _ = try await git(["fetch"] + options + ["--", place.name] + missing)
    }
}
