import Foundation
import PipelineAPI
import TestSupport

@testable import Git

/// A scratch directory with a project, a bare remote and an isolated git, whose clock stands five minutes before noon.
struct Scene: Sendable {
    let directory: URL
    let environment: [String: String]

    var work: URL { directory.appending(path: "shop", directoryHint: .isDirectory) }
    var remote: URL { directory.appending(path: "remote.git", directoryHint: .isDirectory) }
    var command: GitCommand { GitCommand(environment: environment) }

    static func with<Result>(_ body: (Scene) async throws -> Result) async throws -> Result {
        try await withScratchDirectory { directory in
            let scene = Scene(directory: directory, environment: environment(home: directory))
            for folder in [scene.work, scene.remote] {
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            }
            _ = try await scene.command.run(["init", "--quiet", "--bare", "--initial-branch=main"], in: scene.remote)
                .orThrow()
            return try await body(scene)
        }
    }

    /// Sees no configuration of the machine or the person who runs the tests; the dates make commit ids repeatable.
    private static func environment(home: URL) -> [String: String] {
        let date = "\(Int(noon.timeIntervalSince1970) - 300) +0000"
        return [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": home.path,
            "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.com", "GIT_AUTHOR_DATE": date,
            "GIT_COMMITTER_NAME": "Ada", "GIT_COMMITTER_EMAIL": "ada@example.com", "GIT_COMMITTER_DATE": date,
        ]
    }

    func repository(branch: String = "main") async throws -> Repository {
        try await Repository.initialize(at: work, branch: branch, command: command)
    }

    /// A repository with one commit, pushed to the bare remote `origin`.
    func publishedRepository() async throws -> Repository {
        let repository = try await repository()
        try repository.write("one", to: "file")
        try await repository.committed("First")
        try await repository.addRemote("origin", url: RemoteURL(remote.path))
        _ = try await repository.push(to: "origin", .branch("main"), setUpstream: true)
        return repository
    }

    /// A published repository with a pipeline in it.
    func publishedProject() async throws -> Repository {
        let repository = try await publishedRepository()
        try repository.write(Self.pipelineFile, to: "pipeline.yml")
        try await repository.committed("Describe the pipeline")
        _ = try await repository.push(to: "origin", .branch("main"))
        return repository
    }

    /// Runs git in the work tree as the story's hand.
    func git(_ arguments: String..., succeeds: Bool = true) async throws {
        let output = try await command.run(arguments, in: work)
        if succeeds { _ = try output.orThrow() }
    }

    /// Where the remote's branch is.
    func remoteHead(_ branch: String = "main") async throws -> String? {
        let output = try await command.run(["rev-parse", "--verify", "--quiet", "refs/heads/\(branch)"], in: remote)
        return output.succeeded ? output.line : nil
    }

    func remoteReferences() async throws -> [String] {
        try await command.run(["for-each-ref", "--format=%(refname)"], in: remote).orThrow().lines
    }

    static let pipelineFile = """
        pipeline: shop-pipeline
        source: main
        stages:
          Build:
            Unit: { commands: [make test] }

        """
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

    /// Commits a change of `file` and pushes it.
    @discardableResult
    func published(_ message: String) async throws -> Commit {
        try write(message, to: "file")
        let commit = try await committed(message)
        _ = try await push(to: "origin", .branch("main"))
        return commit
    }
}
