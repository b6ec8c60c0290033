import Foundation

extension Repository {
    private static let commitHooks = ["pre-commit", "prepare-commit-msg", "commit-msg", "pre-merge-commit"]

    /// Stages paths, deletions included, or everything when `paths` is `nil`.
    ///
    /// - Throws: `GitError.locked`, or `failed` for a path that is not there or is ignored.
    public func add(_ paths: [String]? = nil) async throws {
        let output = try await git(["add", "--all", "--"] + (paths.map(Self.pathspecs) ?? []))
        guard output.succeeded else { throw changeFailure(output) }
    }

    /// Stages files anew that were staged: their deletions too. One that was taken from what git tracks, and is ignored now,
    /// stays away.
    ///
    /// - Throws: as `add`.
    public func addAgain(_ paths: [String]) async throws {
        let listing = ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--"]
        let names = try await git(listing + Self.pathspecs(paths)).orThrow().fields.filter { !$0.isEmpty }
        guard !names.isEmpty else { return }
        try await add(names.map { workTree.appending(path: $0).path(percentEncoded: false) })
    }

    /// Makes a commit on the current branch, running the repository's hooks.
    ///
    /// A conflict refuses every selection: git itself would take `--all` for "resolved" and commit the markers. Where no
    /// commit comes of it, what is staged is what was before.
    /// - Parameter inspect: looks at what is staged, and may throw to prevent the commit.
    /// - Throws: `GitError.locked`, or `failed` for what git alone knows, such as a signature that can't be made.
    public func commit(
        message: String, _ selection: CommitSelection = .staged, inspect: () async throws -> Void = {}
    ) async throws -> CommitOutcome {
        // git takes none in a message.
        let text = message.replacing("\0", with: "")
        guard text.contains(where: { !$0.isWhitespace }) else { return .emptyMessage }
        let conflicts = try await conflictedPaths()
        guard conflicts.isEmpty else { return .conflict(paths: conflicts) }
        let before = try IndexBackup(of: self)
        do {
            try await stage(selection)
            try await inspect()
            // An argument can be seen by everybody on the machine, and its length has a limit.
            let output = try await git(
                ["commit", "--quiet", "--cleanup=whitespace", "--file=-"] + selection.arguments, input: text)
            guard output.succeeded else {
                let refusal = try await refusal(of: output, selection)
                before.restore()
                return refusal
            }
            before.discard()
        } catch {
            before.restore()
            throw error
        }
        guard let id = try await revParse("HEAD") else { throw GitError.unknownRevision("HEAD") }
        return .committed(try await commit(id))
    }

    /// Who the next commit names, its author and its committer, as `NAME <ADDRESS>`, each once; those whom git does not
    /// know are left out.
    public func people() async throws -> [String] {
        var people: [String] = []
        for role in Self.roles {
            let output = try await git(["var", role])
            // The time stands behind, in two words.
            let words = output.line.split(separator: " ", omittingEmptySubsequences: false).dropLast(2)
            let person = words.joined(separator: " ")
            if output.succeeded, !people.contains(person) { people.append(person) }
        }
        return people
    }

    private static let roles = ["GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"]

    /// Makes the last commit anew with these files as they are in the work tree, and with nothing else that is staged;
    /// `nil` where that would be the same.
    ///
    /// - Throws: `GitError.locked` or `failed`, with a hook's words for instance.
    public func amend(_ paths: [String]) async throws -> CommitID? {
        let changes = try await git(["diff", "--quiet", "--no-ext-diff", "HEAD", "--"] + Self.pathspecs(paths))
        if changes.succeeded { return nil }
        let output = try await git(
            ["commit", "--quiet", "--amend", "--no-edit", "--only", "--"] + Self.pathspecs(paths))
        guard output.succeeded, let commit = try await revParse("HEAD") else { throw changeFailure(output) }
        return commit
    }

    private func stage(_ selection: CommitSelection) async throws {
        switch selection {
        case .staged, .tracked: break
        case .everything: try await add()
        case .paths(let paths): try await add(paths)
        }
    }

    /// Finds the reason by asking git for facts, one after the other; its sentences are for people.
    private func refusal(of output: GitOutput, _ selection: CommitSelection) async throws -> CommitOutcome {
        let preview = try await git(["commit", "--dry-run", "--porcelain", "-z"] + selection.arguments)
        if preview.status == 1 { return .nothingToCommit }
        for role in Self.roles {
            guard try await git(["var", role]).succeeded else { return .identityMissing }
        }
        if output.status == 1, try await hasExecutableHook(in: Self.commitHooks) {
            return .hookRefused(output: [output.text, output.message].filter { !$0.isEmpty }.joined(separator: "\n"))
        }
        throw changeFailure(output)
    }

    private func conflictedPaths() async throws -> [String] {
        let names = try await git(["diff", "--name-only", "--diff-filter=U", "-z", "--"]).orThrow().fields
        return names.reduce(into: []) { paths, name in
            if paths.last != name { paths.append(name) }
        }
    }

    /// Paths from outside, so that `*` or `:` in a name means itself.
    static func pathspecs(_ paths: [String]) -> [String] {
        paths.map { ":(literal)" + $0 }
    }
}

extension CommitSelection {
    fileprivate var arguments: [String] {
        switch self {
        case .staged, .everything: []
        case .tracked: ["--all"]
        case .paths(let paths): ["--only", "--"] + Repository.pathspecs(paths)
        }
    }
}
