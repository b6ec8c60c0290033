import Foundation

extension Workplace {
    /// What `engine env` exports.
    func exports() async throws -> [String: String] {
        let pairs = try await sluice("engine", "env").output.split(separator: "\n").filter { $0.hasPrefix("export ") }
            .map { $0.dropFirst("export ".count).split(separator: "=", maxSplits: 1).map(String.init) }
        return Dictionary(uniqueKeysWithValues: pairs.map { ($0[0], $0[1]) })
    }

    /// Runs `body` while an engine of this place listens on a port of this machine, with what the engine exports.
    func serving(
        _ arguments: [String] = ["--listen", "127.0.0.1:0"], _ body: ([String: String]) async throws -> Void
    ) async throws {
        try await sluice("engine", "stop")
        let server = try await start(["engine", "serve"] + arguments, untilItSays: "listening on http")
        defer { server.terminate() }
        try await body(exports())
    }
}

/// The AWS CLI, pointed at an engine.
struct AmazonCLI {
    let place: Workplace
    let exports: [String: String]

    /// Whether it is installed.
    static let isInstalled = isProgram("aws")

    /// Whether it is of a version that has `logs tail`.
    static let canTail = said("aws", "--version")?.hasPrefix("aws-cli/1.") == false

    /// Runs it; it must succeed, and answer JSON or nothing.
    @discardableResult
    func callAsFunction(_ words: String..., input: Any? = nil) async throws -> [String: Any] {
        var words = words
        if let input {
            let file = place.folder.appending(path: "input-\(UUID().uuidString.prefix(8)).json")
            try JSONSerialization.data(withJSONObject: input).write(to: file)
            words += ["--cli-input-json", "file://\(file.path)"]
        }
        let command = try await run(words)
        guard command.exitCode == 0 else { throw SetupFailure(words: "aws \(words): \(command.words)") }
        return command.output.isEmpty ? [:] : try command.json
    }

    /// Runs it, however it ends.
    func run(_ words: [String]) async throws -> Command {
        let environment = place.environment.merging(exports) { _, new in new }
            .merging(["AWS_EC2_METADATA_DISABLED": "true", "AWS_PAGER": ""]) { _, new in new }
        return try await Command.run(
            URL(filePath: "/usr/bin/env"), ["aws", "--output", "json"] + words, in: place.folder,
            environment: environment)
    }
}

/// Whether a program is there and answers `--version` or `version`.
func isProgram(_ name: String, _ argument: String = "--version") -> Bool { said(name, argument) != nil }

/// What a program says to its argument; `nil` if it is not there, or refuses it.
private func said(_ name: String, _ argument: String) -> String? {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [name, argument]
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let said = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? String(decoding: said, as: UTF8.self) : nil
}
