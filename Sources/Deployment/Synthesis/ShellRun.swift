import Foundation
import Subprocess
import SystemPackage

/// A command that a shell runs, its output handed on line by line.
struct ShellRun {
    var command: String
    var folder: URL
    var environment: [String: String]
    /// Called with each line of both outputs.
    var report: @Sendable (String) -> Void

    /// How many lines of the output an error repeats.
    private static let tailLength = 20
    /// A longer line is cut.
    private static let lineLimitInBytes = 16 << 10

    /// Runs to the end. Cancelling the task ends the command and what it started.
    ///
    /// - Throws: `SynthesisError.appFailed`, `CancellationError`.
    func run() async throws {
        var options = PlatformOptions()
        options.processGroupID = 0
        options.teardownSequence = [.gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .seconds(3))]
        let variables = Dictionary(
            uniqueKeysWithValues: environment.map { (Subprocess.Environment.Key(stringLiteral: $0.key), $0.value) })
        let configuration = Configuration(
            executable: .path("/bin/sh"), arguments: ["-c", command], environment: .custom(variables),
            workingDirectory: FilePath(folder.path(percentEncoded: false)), platformOptions: options)
        let result = try await Subprocess.run(
            configuration, input: .none, output: .sequence, error: .combinedWithOutput
        ) { execution in
            var lines = OutputLines(limitInBytes: Self.lineLimitInBytes, kept: Self.tailLength, report: report)
            for try await buffer in execution.standardOutput { buffer.withUnsafeBytes { lines.append($0) } }
            return lines.finish()
        }
        try Task.checkCancellation()
        guard result.terminationStatus.isSuccess else {
            throw SynthesisError.appFailed(
                command: command, ending: result.terminationStatus.words, lastLines: result.closureResult)
        }
    }
}

/// Bytes as they come, told line by line.
private struct OutputLines {
    var limitInBytes: Int
    var kept: Int
    var report: @Sendable (String) -> Void
    private var line: [UInt8] = []
    private var tail: [String] = []

    init(limitInBytes: Int, kept: Int, report: @escaping @Sendable (String) -> Void) {
        (self.limitInBytes, self.kept, self.report) = (limitInBytes, kept, report)
    }

    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        for byte in bytes {
            if byte == UInt8(ascii: "\n") { end() } else if line.count < limitInBytes { line.append(byte) }
        }
    }

    /// The last lines.
    mutating func finish() -> [String] {
        if !line.isEmpty { end() }
        return tail
    }

    private mutating func end() {
        let text = String(decoding: line, as: UTF8.self)
        line.removeAll(keepingCapacity: true)
        report(text)
        tail = tail.suffix(kept - 1) + [text]
    }
}

extension TerminationStatus {
    fileprivate var words: String {
        switch self {
        case .exited(let code): "ended with exit code \(code)"
        case .signaled(let signal): "was ended by signal \(signal)"
        }
    }
}
