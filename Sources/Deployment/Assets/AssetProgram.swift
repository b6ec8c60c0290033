import Foundation
import Subprocess
import SystemPackage

/// A program that makes or publishes an asset, run to its end. No shell reads its words.
struct AssetProgram {
    var environment: [String: String]

    /// A longer line is cut.
    private static let lineLimitInBytes = 16 << 10
    /// How many lines of the output a failure repeats.
    private static let repeatedLines = 5
    /// More than an answer that counts ever has, and than the log of a build.
    private static let limitsInBytes = (output: 1 << 20, error: 64 << 20)

    /// The same with other variables.
    func adding(_ variables: [String: String]) -> AssetProgram {
        AssetProgram(environment: environment.merging(variables) { $1 })
    }

    /// What the program printed on its standard output.
    ///
    /// - Parameter input: what it reads on its standard input.
    /// - Throws: `Failure`.
    func run(_ words: [String], in folder: String, input: String = "") async throws -> String {
        let configuration = try configuration(words, in: folder)
        do {
            let result = try await Subprocess.run(
                configuration, input: .string(input), output: .string(limit: Self.limitsInBytes.output),
                error: .string(limit: Self.limitsInBytes.error))
            guard result.terminationStatus.isSuccess else {
                let said = result.standardError.split(separator: "\n").suffix(Self.repeatedLines).joined(
                    separator: "\n")
                throw failure(of: words, said)
            }
            return result.standardOutput
        } catch let error where !(error is Failure || error is CancellationError) {
            throw Failure(reason: "\(words[0]): \(error)")
        }
    }

    /// Runs a program that takes its time, and tells what it says meanwhile. Cancelling ends it and what it started.
    ///
    /// - Parameter report: called with each line of both outputs.
    /// - Throws: `Failure`.
    func follow(_ words: [String], in folder: String, report: @escaping @Sendable (String) -> Void) async throws {
        var configuration = try configuration(words, in: folder)
        configuration.platformOptions.processGroupID = 0
        configuration.platformOptions.teardownSequence = [
            .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .seconds(3))
        ]
        do {
            let result = try await Subprocess.run(
                configuration, input: .none, output: .sequence, error: .combinedWithOutput
            ) { execution in
                var lines = OutputLines(limitInBytes: Self.lineLimitInBytes, kept: Self.repeatedLines, report: report)
                for try await buffer in execution.standardOutput { buffer.withUnsafeBytes { lines.append($0) } }
                return lines.finish()
            }
            try Task.checkCancellation()
            guard result.terminationStatus.isSuccess else {
                throw failure(of: words, result.closureResult.joined(separator: "\n"))
            }
        } catch let error where !(error is Failure || error is CancellationError) {
            throw Failure(reason: "\(words[0]): \(error)")
        }
    }

    private func configuration(_ words: [String], in folder: String) throws -> Configuration {
        guard let program = words.first else { throw Failure(reason: "no command is given") }
        let variables = Dictionary(
            uniqueKeysWithValues: environment.map { (Subprocess.Environment.Key(stringLiteral: $0.key), $0.value) })
        return Configuration(
            executable: program.contains("/") ? .path(FilePath(program)) : .name(program),
            arguments: Arguments(Array(words.dropFirst())), environment: .custom(variables),
            workingDirectory: FilePath(folder))
    }

    private func failure(of words: [String], _ said: String) -> Failure {
        Failure(reason: "\(words[0]) \(words.dropFirst().first ?? "") failed: \(said)")
    }

    struct Failure: Error, CustomStringConvertible {
        var reason: String
        var description: String { reason }
    }
}
