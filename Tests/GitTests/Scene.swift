import Foundation
import TestSupport

@testable import Git

/// A scratch directory with an isolated git in it, and the shortcuts that tests tell their stories with.
struct Scene: Sendable {
    let directory: URL
    let command: GitCommand

    /// Sees no configuration of the machine or the person who runs the tests.
    static func environment(home: URL) -> [String: String] {
        [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": home.path,
            "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.com",
            "GIT_COMMITTER_NAME": "Ada", "GIT_COMMITTER_EMAIL": "ada@example.com",
        ]
    }

    static func with<Result>(_ body: (Scene) async throws -> Result) async throws -> Result {
        try await withScratchDirectory { directory in
            try await body(Scene(directory: directory, command: GitCommand(environment: environment(home: directory))))
        }
    }

    func folder(_ name: String) throws -> URL {
        let folder = directory.appending(path: name, directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    func repository(_ name: String = "work") async throws -> Repository {
        try await Repository.initialize(at: folder(name), command: command)
    }

    /// A repository with one commit.
    func startedRepository(_ name: String = "work") async throws -> Repository {
        let repository = try await repository(name)
        try repository.write("one", to: "file")
        try await repository.committed("First")
        return repository
    }

    /// A bare repository and its URL.
    func bare(_ name: String = "remote.git") async throws -> (directory: URL, url: RemoteURL) {
        let folder = try folder(name)
        _ = try await command.run(["init", "--quiet", "--bare", "--initial-branch=main"], in: folder).orThrow()
        return (folder, try RemoteURL(folder.path))
    }

    /// A repository with one commit, pushed to the bare remote `origin`.
    func publishedRepository() async throws -> (Repository, remote: URL, url: RemoteURL) {
        let (remote, url) = try await bare()
        let repository = try await startedRepository()
        try await repository.addRemote("origin", url: url)
        _ = try await repository.push(to: "origin", .branch("main"), setUpstream: true)
        return (repository, remote, url)
    }
}

extension Repository {
    func write(_ text: String, to path: String) throws {
        let file = workTree.appending(path: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    /// Commits everything and returns the commit.
    @discardableResult
    func committed(_ message: String) async throws -> Commit {
        guard case .committed(let commit) = try await commit(message: message, .everything) else {
            throw GitError.unknownRevision(message)
        }
        return commit
    }

    /// Runs git as the story's hand, for what `Repository` has no call for.
    func hand(_ arguments: String...) async throws -> GitOutput { try await git(arguments) }
}

/// Puts an executable hook into a git directory.
func installHook(_ name: String, in gitDirectory: URL, _ script: String) throws {
    let hooks = gitDirectory.appending(path: "hooks")
    try FileManager.default.createDirectory(at: hooks, withIntermediateDirectories: true)
    let hook = hooks.appending(path: name)
    try Data("#!/bin/sh\n\(script)\n".utf8).write(to: hook)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: hook.path)
}
