public import Foundation

/// A work tree of git's and the way git is called in it. A value: it holds no state of the repository.
///
/// Every call starts `git`; nothing is cached. Paths given and returned are relative to `workTree`.
public struct Repository: Sendable {
    public let workTree: URL
    /// Where this work tree's `HEAD` and index are: `.git`, or a linked work tree's folder in it.
    public let gitDirectory: URL
    public var command: GitCommand

    /// The nearest work tree at or above `directory`.
    ///
    /// - Throws: `GitError`: `notARepository`, `bareRepository`, `insideGitDirectory`, `unsafeOwnership`,
    ///   `notInstalled`, `noSuchDirectory`.
    public static func find(from directory: URL, command: GitCommand) async throws -> Repository {
        let path = directory.path(percentEncoded: false)
        guard directory.isDirectory else { throw GitError.noSuchDirectory(path) }
        let place = try await command.run(["rev-parse", "--is-bare-repository", "--is-inside-git-dir"], in: directory)
        guard place.succeeded else { throw try await findFailure(in: directory, command: command) }
        let answers = place.lines
        if answers.first == "true" { throw GitError.bareRepository(path) }
        if answers.last == "true" { throw GitError.insideGitDirectory(path) }
        let top = try await command.run(["rev-parse", "--show-toplevel"], in: directory).orThrow().line
        let git = try await command.run(["rev-parse", "--absolute-git-dir"], in: directory).orThrow().line
        return Repository(
            workTree: URL(filePath: top, directoryHint: .isDirectory),
            gitDirectory: URL(filePath: git, directoryHint: .isDirectory), command: command)
    }

    /// Makes `directory`, which exists, a repository with the unborn branch `branch`, and returns it.
    ///
    /// Harmless where there is one already.
    public static func initialize(
        at directory: URL, branch: String = "main", command: GitCommand
    ) async throws -> Repository {
        guard directory.isDirectory else { throw GitError.noSuchDirectory(directory.path(percentEncoded: false)) }
        _ = try await command.run(["init", "--quiet", "--initial-branch=\(branch)"], in: directory).orThrow()
        return try await find(from: directory, command: command)
    }

    /// git says the same for "no repository" and, in words only, for one of another owner: ask again
    /// without that check.
    private static func findFailure(in directory: URL, command: GitCommand) async throws -> GitError {
        let path = directory.path(percentEncoded: false)
        let trusting = ["-c", "safe.directory=*", "rev-parse", "--absolute-git-dir"]
        let found = try await command.run(trusting, in: directory)
        guard found.succeeded else { return .notARepository(path) }
        let git = URL(filePath: found.line, directoryHint: .isDirectory)
        let owned = git.lastPathComponent == ".git" ? git.deletingLastPathComponent() : git
        return .unsafeOwnership(owned.path(percentEncoded: false).withoutTrailingSlash)
    }
}

extension Repository {
    /// Runs git at the top of the work tree.
    func git(
        _ arguments: [String], input: String? = nil, limit: Int = .max,
        progress: (@Sendable (String) -> Void)? = nil
    ) async throws -> GitOutput {
        try await command.run(arguments, in: workTree, input: input, limit: limit, progress: progress)
    }

    /// The error for a change that failed: another git's lock if there is one, else what git said.
    func changeFailure(_ output: GitOutput) -> GitError {
        let lock = gitDirectory.appending(path: "index.lock").path(percentEncoded: false)
        return FileManager.default.fileExists(atPath: lock) ? .locked(lock) : output.failure
    }
}

extension String {
    var withoutTrailingSlash: String {
        count > 1 && hasSuffix("/") ? String(dropLast()) : self
    }
}
