import Foundation
import Runner
import SystemPackage
import TestSupport
import Testing
import Zip

/// A build under test: its directories, and what came of it.
struct TestBuild: Sendable {
    let directory: BuildDirectory
    let source: URL

    /// The program that is a runner, built beside the tests.
    static let launcher = RunnerLauncher(
        executable: URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: "runner-fixture"))

    /// Prepares a build of `buildspec` below `scratch`.
    init(
        _ buildspec: String?, in scratch: URL, configure: (inout BuildRequest) -> Void = { _ in }
    ) throws {
        directory = BuildDirectory(scratch.appending(path: "build", directoryHint: .isDirectory))
        source = scratch.appending(path: "source", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: source, withIntermediateDirectories: true)
        var request = BuildRequest(
            buildID: "shop:\(UUID().uuidString)", buildARN: "arn:aws:codebuild:us-east-1:123456789012:build/shop",
            buildNumber: 7, initiator: "codepipeline/shop", buildspec: buildspec, sourceDirectory: path(source),
            environment: ["PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/nonexistent"])
        configure(&request)
        try directory.prepare(request)
    }

    /// Waits for the result, settling a build whose runner died.
    func result() async throws -> BuildResult {
        for await _ in directory.changes() {
            if let result = try directory.settledResult() { return result }
        }
        throw CancellationError()
    }

    /// Waits until the log has a line that is `text`, or ends with it after a prefix of CodeBuild's.
    func waitForLog(_ text: String) async throws {
        for await _ in directory.changes() where try log().contains(where: { $0.hasSuffix(text) }) { return }
    }

    func log() throws -> [String] {
        try directory.logEvents(from: 0, limit: .max).events.map(\.message)
    }

    /// What the commands printed: the log without the runner's own lines.
    func output() throws -> [String] {
        try log().filter { !$0.hasPrefix("[Container] ") }
    }

    /// Unpacks an output artifact; its folder stays empty if there is none.
    func unpacked(_ name: String) -> URL {
        let folder = directory.url.appending(path: "unpacked/\(name)")
        let archive = FilePath(directory.url.appending(path: "outputs/\(name).zip").path)
        if !FileManager.default.fileExists(atPath: folder.path) {
            try? FileManager.default.createDirectory(
                at: folder.deletingLastPathComponent(), withIntermediateDirectories: true)
            try? ZipArchive(archive).unpack(into: FilePath(folder.path))
        }
        return folder
    }

    /// The files of an output artifact.
    func artifact(_ name: String) -> [String] {
        let root = unpacked(name)
        let all = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
        return all.filter { path in
            // Of the link itself, not of what it points at.
            let attributes = try? FileManager.default.attributesOfItem(atPath: root.appending(path: path).path)
            return attributes?[.type] as? FileAttributeType != .typeDirectory
        }.sorted()
    }

    func write(_ text: String, _ path: String) throws {
        let file = source.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }
}

/// A path as processes write it.
func path(_ url: URL) -> String {
    let path = url.path(percentEncoded: false)
    return path.hasSuffix("/") ? String(path.dropLast()) : path
}

/// Runs a buildspec to its result.
func run(
    _ buildspec: String, secrets: [String: String] = [:], configure: (inout BuildRequest) -> Void = { _ in },
    prepare: (TestBuild) throws -> Void = { _ in }, check: (BuildResult, TestBuild) async throws -> Void
) async throws {
    try await withScratchDirectory { scratch in
        let build = try TestBuild(buildspec, in: scratch, configure: configure)
        try prepare(build)
        try TestBuild.launcher.start(build.directory, secrets: BuildSecrets(values: secrets))
        try await check(build.result(), build)
    }
}

/// A buildspec whose build phase has these commands.
func spec(_ commands: String..., version: String = "0.2", more: String = "") -> String {
    let list = commands.map { command in
        "      - |-\n"
            + command.split(separator: "\n", omittingEmptySubsequences: false)
            .map { "        \($0)\n" }.joined()
    }
    return "version: \(version)\nphases:\n  build:\n    commands:\n\(list.joined())\(more)\n"
}
