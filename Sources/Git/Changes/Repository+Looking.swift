extension Repository {
    /// Runs git for a call that only looks, such as a prompt's: nothing is fetched, and nothing runs that the
    /// repository's own configuration names. It may have come with an unpacked archive.
    ///
    /// Filters of the person's own configuration (git-lfs) do run, so that a file they have changed in the work tree is
    /// not taken for modified, unless the repository has its say in them.
    func look(_ arguments: [String], limit: Int = .max) async throws -> GitOutput {
        let first = command.environment["GIT_CONFIG_COUNT"].flatMap { Int($0) } ?? 0
        let settings = Self.silencing(try await filterSettings())
        var variables = Self.noFetching
        for (index, setting) in settings.enumerated() {
            variables["GIT_CONFIG_KEY_\(first + index)"] = setting.key
            variables["GIT_CONFIG_VALUE_\(first + index)"] = setting.value
        }
        if !settings.isEmpty { variables["GIT_CONFIG_COUNT"] = "\(first + settings.count)" }
        return try await command.run(arguments, in: workTree, adding: variables, limit: limit)
    }

    /// Looks into no submodule: each has a configuration of its own.
    static let outsideOfSubmodules = "--ignore-submodules=dirty"

    /// A missing object of a partial clone would be fetched, over whatever the configuration calls a transport.
    private static let noFetching = ["GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": ""]

    struct FilterSetting: Hashable {
        /// `local` and `worktree` are the repository's own, as `git config --show-scope` has it.
        var scope: String
        var key: String

        var isOfRepository: Bool { scope == "local" || scope == "worktree" }
    }

    /// What all configuration says of filters, and of the programs that git-lfs, a filter itself, runs.
    private func filterSettings() async throws -> [FilterSetting] {
        let output = try await git([
            "config", "--null", "--show-scope", "--name-only", "--get-regexp", #"^(filter|lfs\.extension)\."#,
        ])
        // 1 is "no such setting".
        guard output.status != 1 else { return [] }
        let fields = try output.orThrow().fields
        return stride(from: 0, to: fields.count - 1, by: 2).map {
            FilterSetting(scope: fields[$0], key: fields[$0 + 1])
        }
    }

    /// The settings under which no filter runs: none if the repository says nothing of filters.
    static func silencing(_ settings: [FilterSetting]) -> [(key: String, value: String)] {
        guard settings.contains(where: \.isOfRepository) else { return [] }
        let drivers = Set(settings.compactMap { $0.key.filterDriver })
        return drivers.sorted().flatMap { driver in
            // A filter process, even an empty one, takes the place of the commands.
            [("filter.\(driver).process", ""), ("filter.\(driver).required", "false")]
        }
    }
}

extension String {
    /// `lfs` of `filter.lfs.clean`.
    fileprivate var filterDriver: String? {
        guard hasPrefix("filter."), let end = lastIndex(of: ".") else { return nil }
        let name = dropFirst("filter.".count)
        return name.startIndex < end ? String(name[..<end]) : nil
    }
}
