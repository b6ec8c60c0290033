import Foundation

/// A program that ran to its end: what it said and how it ended.
struct Command {
    var exitCode: Int32
    var output: String
    var errors: String

    /// The answer, read as JSON.
    var json: [String: Any] {
        get throws {
            let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
            guard let members = value as? [String: Any] else { throw CocoaError(.propertyListReadCorrupt) }
            return members
        }
    }

    /// Everything it said, for a failure's report.
    var words: String { "exit code \(exitCode)\n\(output)\(errors)" }

    /// Runs a program and waits for it. Its streams are files, so that nothing it leaves behind can hold them open.
    static func run(
        _ executable: URL, _ arguments: [String], in directory: URL, environment: [String: String],
        input: String? = nil
    ) async throws -> Command {
        let files = FileManager.default
        let streams = files.temporaryDirectory.appending(path: "sluice-streams-\(UUID().uuidString.prefix(8))")
        try files.createDirectory(at: streams, withIntermediateDirectories: true)
        defer { try? files.removeItem(at: streams) }
        let (output, errors) = (streams.appending(path: "output"), streams.appending(path: "errors"))
        for file in [output, errors] { try Data().write(to: file) }
        try Data((input ?? "").utf8).write(to: streams.appending(path: "input"))
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.currentDirectoryURL = directory
        process.environment = environment
        process.standardInput = try FileHandle(forReadingFrom: streams.appending(path: "input"))
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        let (ends, end) = AsyncStream<Void>.makeStream()
        process.terminationHandler = { _ in end.finish() }
        try process.run()
        for await _ in ends {}
        process.waitUntilExit()
        let code = process.terminationStatus
        return Command(
            exitCode: process.terminationReason == .exit ? code : 128 + code,
            output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    }
}
