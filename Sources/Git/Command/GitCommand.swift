import Foundation
import Subprocess
import SystemPackage

/// How the `git` command is started: which executable, with which environment, and what it may ask and run.
///
/// Nothing is inherited behind the caller's back: `environment` is the whole environment of the child, less what would
/// point git at another repository or mix traces into what is read.
public struct GitCommand: Sendable {
    /// Who git runs for, which decides what it may ask and which configuration it obeys.
    public enum Caller: Sendable, Hashable {
        /// A person at a terminal: git and ssh may ask there.
        case person
        /// A script in the user's name: nothing may be asked, the user's hooks run.
        case script
        /// The engine, on repositories nobody has looked at: nothing may be asked, no hook or monitor runs, and only
        /// plain transports are allowed.
        case engine
    }

    /// A name to look up in the environment's `PATH`, or an absolute path.
    public var executable: String
    public var environment: [String: String]
    public var caller: Caller
    /// What git asks for credentials in place of what its configuration names, spelled as `credential.helper` has it.
    /// git then asks no person for any.
    public var credentialHelper: String?
    /// The program that ssh asks for passphrases of keys, and for all else that it would ask a person
    /// (`SSH_ASKPASS`); a program that the person has set for that comes before it.
    public var askpass: String?
    /// Hides what nobody may see in what git says of its own and of a remote's; passwords in URLs are hidden anyway.
    public var masking: @Sendable (String) -> String

    public init(
        executable: String = "git", environment: [String: String], caller: Caller = .script,
        credentialHelper: String? = nil, askpass: String? = nil,
        masking: @escaping @Sendable (String) -> String = { $0 }
    ) {
        self.executable = executable
        self.environment = environment
        self.caller = caller
        self.credentialHelper = credentialHelper
        self.askpass = askpass
        self.masking = masking
    }

    /// What stands in front of the subcommand.
    var options: [String] {
        // An empty helper takes back those of the configuration (gitcredentials(7)).
        let helper = credentialHelper.map { ["-c", "credential.helper=", "-c", "credential.helper=\($0)"] }
        return caller.configuration + (helper ?? [])
    }

    /// Runs git and returns how it ended; a non-zero exit is an answer, not an error.
    ///
    /// Cancelling the task terminates git and what it started.
    /// - Parameters:
    ///   - input: what git reads from standard input.
    ///   - limit: how much standard output is taken, in bytes; git is ended when it prints more.
    ///   - progress: called with each line of standard error as it comes, also those that a terminal
    ///     would overwrite.
    /// - Throws: `GitError`: `notInstalled`, `noSuchDirectory`, `tooLarge`; or `CancellationError`.
    func run(
        _ arguments: [String], in directory: URL, adding variables: [String: String] = [:],
        input: String? = nil, limit: Int = .max,
        progress: (@Sendable (String) -> Void)? = nil
    ) async throws -> GitOutput {
        let configuration = Configuration(
            executable: executable.hasPrefix("/") ? .path(FilePath(executable)) : .name(executable),
            arguments: Arguments(options + arguments),
            environment: childEnvironment(adding: variables),
            workingDirectory: FilePath(directory.path(percentEncoded: false)),
            platformOptions: platformOptions)
        let input = try StandardInput.open(input)
        defer { try? input.close() }
        do {
            let result = try await Subprocess.run(
                configuration, input: .fileDescriptor(input, closeAfterSpawningProcess: false),
                output: .bytes(limit: limit), error: .sequence
            ) { execution in
                var lines = LineCollector(onLine: masked(progress))
                for try await buffer in execution.standardError {
                    buffer.withUnsafeBytes { lines.append($0) }
                }
                return lines.finish()
            }
            try Task.checkCancellation()
            return GitOutput(
                status: result.terminationStatus, bytes: result.standardOutput,
                message: masking(result.closureResult), arguments: arguments)
        } catch let error as SubprocessError {
            try Task.checkCancellation()
            if error.code == .outputLimitExceeded { throw GitError.tooLarge(limit: limit) }
            throw launchFailure(error, in: directory, arguments: arguments)
        }
    }

    private func masked(_ receive: (@Sendable (String) -> Void)?) -> (@Sendable (String) -> Void)? {
        guard let receive else { return nil }
        return { [masking] line in receive(masking(line)) }
    }

    /// Runs git and hands on its standard output as it comes, in memory that does not grow with it.
    ///
    /// Cancelling the task terminates git, and so does an error of `receive`.
    /// - Throws: as `run`, and `GitError.failed` if git does.
    func stream(
        _ arguments: [String], in directory: URL, to receive: ([UInt8]) throws -> Void
    ) async throws {
        let configuration = Configuration(
            executable: executable.hasPrefix("/") ? .path(FilePath(executable)) : .name(executable),
            arguments: Arguments(options + arguments), environment: childEnvironment(adding: [:]),
            workingDirectory: FilePath(directory.path(percentEncoded: false)), platformOptions: platformOptions)
        do {
            let result = try await Subprocess.run(
                configuration, input: .none, output: .sequence, error: .bytes(limit: 64 << 10)
            ) { execution in
                for try await buffer in execution.standardOutput {
                    try receive(buffer.withUnsafeBytes { Array($0) })
                }
            }
            try Task.checkCancellation()
            let message = masking(String(decoding: result.standardError, as: UTF8.self))
            let output = GitOutput(
                status: result.terminationStatus, bytes: [], message: message, arguments: arguments)
            if !output.succeeded { throw output.failure }
        } catch let error as SubprocessError {
            try Task.checkCancellation()
            throw launchFailure(error, in: directory, arguments: arguments)
        }
    }

    private func launchFailure(_ error: SubprocessError, in directory: URL, arguments: [String]) -> GitError {
        if !directory.isDirectory { return .noSuchDirectory(directory.path(percentEncoded: false)) }
        let isMissing = error.underlyingError == .noSuchFileOrDirectory || error.underlyingError == .permissionDenied
        if error.code == .executableNotFound || isMissing { return .notInstalled(executable) }
        return .failed(command: arguments.first ?? "", status: -1, message: error.description)
    }
}

extension URL {
    var isDirectory: Bool {
        (try? resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory == true
    }
}
