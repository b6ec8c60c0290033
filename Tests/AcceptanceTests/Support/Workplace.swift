import Foundation
import TestSupport

/// A project with a bare remote and a home of its own for sluice, and the executable under test.
struct Workplace: Sendable {
    let folder: URL

    var checkout: URL { folder.appending(path: "shop", directoryHint: .isDirectory) }
    var remote: URL { folder.appending(path: "shop.git", directoryHint: .isDirectory) }
    var home: URL { folder.appending(path: "home", directoryHint: .isDirectory) }
    var state: URL { home.appending(path: "state", directoryHint: .isDirectory) }

    /// The executable that is built beside the tests.
    static let executable = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "sluice")

    var environment: [String: String] {
        var environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("SLUICE_") }
        environment["SLUICE_HOME"] = home.path
        environment["TERM"] = "xterm-256color"
        environment["LANG"] = "C.UTF-8"
        environment["NO_COLOR"] = nil
        for role in ["AUTHOR", "COMMITTER"] {
            environment["GIT_\(role)_NAME"] = "Ann"
            environment["GIT_\(role)_EMAIL"] = "ann@example.com"
        }
        return environment
    }

    /// Runs sluice with these words, in the checkout unless another folder is given.
    @discardableResult
    func sluice(
        _ arguments: String..., input: String? = nil, in directory: URL? = nil, home other: URL? = nil,
        with variables: [String: String] = [:]
    ) async throws -> Command {
        try await sluice(arguments, input: input, in: directory, home: other, with: variables)
    }

    @discardableResult
    func sluice(
        _ arguments: [String], input: String? = nil, in directory: URL? = nil, home other: URL? = nil,
        with variables: [String: String] = [:]
    ) async throws -> Command {
        var environment = environment.merging(variables) { _, new in new }
        if let other { environment["SLUICE_HOME"] = other.path }
        return try await Command.run(
            Self.executable, arguments, in: directory ?? checkout, environment: environment, input: input)
    }

    @discardableResult
    func git(
        _ arguments: String..., in directory: URL? = nil, with variables: [String: String] = [:]
    ) async throws -> Command {
        let command = try await Command.run(
            URL(filePath: "/usr/bin/env"), ["git"] + arguments, in: directory ?? checkout,
            environment: environment.merging(variables) { _, new in new })
        guard command.exitCode == 0 else { throw SetupFailure(words: command.words) }
        return command
    }

    /// Commits whatever has changed with git alone: nothing of sluice looks at it.
    func commitAll(_ message: String, in directory: URL? = nil) async throws {
        try await git("add", "--all", in: directory)
        try await git("commit", "--quiet", "--message", message, in: directory)
    }

    /// Writes files of the checkout, or of another folder, by their paths in it.
    func write(_ files: [String: String], in folder: URL? = nil) throws {
        for (path, text) in files {
            let file = (folder ?? checkout).appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
    }

    /// Writes the engine's settings.
    func configure(_ settings: String) throws {
        let folder = home.appending(path: "config")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(settings.utf8).write(to: folder.appending(path: "engine.json"))
    }

    /// The lines of a file below the folder; none while it is not there.
    func lines(_ path: String) -> [String] {
        let text = try? String(contentsOf: folder.appending(path: path), encoding: .utf8)
        return text?.split(separator: "\n").map(String.init) ?? []
    }
}

struct SetupFailure: Error, CustomStringConvertible {
    let words: String
    var description: String { words }
}

extension Workplace {
    /// The demo's project, made by the script that people run.
    static func demo(_ body: (Workplace) async throws -> Void) async throws {
        try await inScratch { place in
            let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().deletingLastPathComponent()
            var environment = place.environment
            environment["SLUICE"] = executable.path
            let made = try await Command.run(
                root.appending(path: "scripts/demo"), ["--no-shell", place.folder.path], in: root,
                environment: environment)
            guard made.output == "\(place.checkout.path)\n\(place.remote.path)\n" else {
                throw SetupFailure(words: made.words)
            }
            try await body(place)
        }
    }

    /// A small project with these files, committed and pushed. `@HERE@` in them is the place's folder.
    static func project(_ files: [String: String], _ body: (Workplace) async throws -> Void) async throws {
        try await inScratch { place in
            try FileManager.default.createDirectory(at: place.checkout, withIntermediateDirectories: true)
            try place.write(files.mapValues { $0.replacing("@HERE@", with: place.folder.path) })
            try await place.git("init", "--quiet", "--bare", "--initial-branch=main", place.remote.path)
            try await place.git("init", "--quiet", "--initial-branch=main")
            try await place.git("remote", "add", "origin", place.remote.path)
            try await place.commitAll("First")
            try await place.git("push", "--quiet", "--set-upstream", "origin", "main")
            try await body(place)
        }
    }

    private static func inScratch(_ body: (Workplace) async throws -> Void) async throws {
        try await withScratchDirectory { folder in
            let place = Workplace(folder: folder)
            do {
                try await body(place)
            } catch {
                try await place.leave()
                throw error
            }
            try await place.leave()
        }
    }

    /// Ends the engine and what its builds may have left.
    private func leave() async throws {
        try await sluice("engine", "stop", in: folder)
        for process in processes() { kill(process.id, SIGKILL) }
    }
}
