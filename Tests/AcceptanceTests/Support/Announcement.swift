import Foundation

extension Workplace {
    /// Starts sluice with these words and waits until it has said something; the caller ends it.
    func start(_ arguments: [String], untilItSays words: String, in directory: URL? = nil) async throws -> Process {
        try await start(Self.executable, arguments, untilItSays: words, in: directory).process
    }

    /// The same of any program, with what it has said.
    func start(
        _ program: URL, _ arguments: [String], untilItSays words: String, in directory: URL? = nil,
        with variables: [String: String] = [:]
    ) async throws -> (process: Process, said: String) {
        let process = Process()
        let output = Pipe()
        process.executableURL = program
        process.arguments = arguments
        process.environment = environment.merging(variables) { $1 }
        process.currentDirectoryURL = directory ?? checkout
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let said = await Self.text(of: output.fileHandleForReading, upTo: words)
        guard said.contains(words) else {
            process.terminate()
            throw SetupFailure(words: "\(arguments.joined(separator: " ")) never said '\(words)', but: \(said)")
        }
        return (process, said)
    }

    /// Waits until an approval waits, as `watch` tells it.
    func waitForApproval() async throws {
        let watch = try await start(["watch"], untilItSays: "needs approval")
        watch.terminate()
    }

    /// Reads on a thread of its own until the words have come, or the end. What comes later is read too, and dropped:
    /// who writes must not wait for it.
    private static func text(of handle: FileHandle, upTo words: String) async -> String {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                var text = ""
                while !text.contains(words), case let data = handle.availableData, !data.isEmpty {
                    text += String(decoding: data, as: UTF8.self)
                }
                continuation.resume(returning: text)
                while !handle.availableData.isEmpty {}
            }
        }
    }
}
