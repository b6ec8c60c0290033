import Foundation
import Subprocess
import SystemPackage

/// A program that makes or publishes an asset, run to its end. No shell reads its words.
struct AssetProgram {
    var environment: [String: String]

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
        guard let program = words.first else { throw Failure(reason: "no command is given") }
        let variables = Dictionary(
            uniqueKeysWithValues: environment.map { (Subprocess.Environment.Key(stringLiteral: $0.key), $0.value) })
        let configuration = Configuration(
            executable: program.contains("/") ? .path(FilePath(program)) : .name(program),
            arguments: Arguments(Array(words.dropFirst())), environment: .custom(variables),
            workingDirectory: FilePath(folder))
        do {
            let result = try await Subprocess.run(
                configuration, input: .string(input), output: .string(limit: Self.limitsInBytes.output),
                error: .string(limit: Self.limitsInBytes.error))
            guard result.terminationStatus.isSuccess else {
                let said = result.standardError.split(separator: "\n").suffix(5).joined(separator: "\n")
                throw Failure(reason: "\(program) \(words.dropFirst().first ?? "") failed: \(said)")
            }
            return result.standardOutput
        } catch let error where !(error is Failure || error is CancellationError) {
            throw Failure(reason: "\(program): \(error)")
        }
    }

    struct Failure: Error, CustomStringConvertible {
        var reason: String
        var description: String { reason }
    }
}
