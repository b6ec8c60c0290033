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
            var lines = OutputLines(limitInBytes: Self.lineLimitInBytes, report: report)
            for try await buffer in execution.standardOutput { buffer.withUnsafeBytes { lines.append($0) } }
            _ = lines.finish()
        }
        try Task.checkCancellation()
        guard result.terminationStatus.isSuccess else {
            throw SynthesisError.appFailed(command: command, ending: result.terminationStatus.words)
        }
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
