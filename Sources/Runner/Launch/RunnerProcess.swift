import Foundation
import Glibc
import SystemPackage

/// What the process of a runner does: `sluice runner [DIR]`, and `sluice runner --fork-server`.
public enum RunnerProcess {
    /// How the process ended, for whoever started it; the build's own outcome is in `result.json`.
    private enum ExitCode {
        static let done: Int32 = 0
        static let faulty: Int32 = 1
        static let refused: Int32 = 2
    }

    /// Runs the build in `directory`, or in the one that is named on standard input; returns the exit code.
    ///
    /// Without a directory, standard input holds its path as one line, then, until its end, nothing or `BuildSecrets`
    /// as JSON. If it ends before that line, the process was started ahead of time for a build
    /// that never came, and returns 0 without a word.
    ///
    /// In logs and results what `otherSecrets` answers is hidden too.
    ///
    /// With `--fork-server` for a directory it becomes a runner as often as it is asked to (see `ForkServer`).
    public static func main(directory: String?, otherSecrets: @escaping OtherSecrets = { nil }) -> Int32 {
        if directory == serverArgument {
            // Nothing is asked before a fork: a connection would be that of all runners.
            if !ForkServer.serve(rehearse: { _ = run($0.path.string, secrets: BuildSecrets.empty) { nil } }) {
                return ExitCode.done
            }
        } else if let directory {
            return run(directory, secrets: BuildSecrets.empty, otherSecrets)
        }
        guard let order = RunnerOrder.fromStandardInput() else { return ExitCode.done }
        // Whoever started the build learns from the end of this connection that it is over, sooner than from the
        // end of the process.
        defer { close(STDIN_FILENO) }
        return run(order.directory, secrets: order.secrets, otherSecrets)
    }

    static let serverArgument = "--fork-server"

    private static func run(
        _ path: String, secrets: BuildSecrets?, _ otherSecrets: @escaping OtherSecrets
    ) -> Int32 {
        if let secrets, !secrets.values.isEmpty { CoreDumps.forbid() }
        let directory = BuildDirectory(path: path)
        ProcessSupervisor.holdSignals()
        do {
            let journal = try JournalFile(directory.file("journal"))
            defer { withExtendedLifetime(journal) {} }
            guard try directory.result() == nil else { return ExitCode.refused }
            // A build is never begun twice: what its commands did can't be undone.
            guard journal.isEmpty else {
                _ = try directory.bury()
                return ExitCode.refused
            }
            try FileContent.reserve(BuildDirectory.reservedBytes, for: directory.file("result.json"))
            let result = outcome(of: directory, journal, secrets, otherSecrets)
            try FileContent.replace(directory.file("result.json"), with: ContractCoding.encode(result))
            return ExitCode.done
        } catch {
            return error.isRefusal ? ExitCode.refused : ExitCode.faulty
        }
    }

    /// A fault of the runner's own is a result too, so that nobody waits for one.
    private static func outcome(
        of directory: BuildDirectory, _ journal: JournalFile, _ secrets: BuildSecrets?,
        _ otherSecrets: @escaping OtherSecrets
    ) -> BuildResult {
        guard let secrets else { return .fault("the secrets of the build did not arrive whole", at: Timestamp.now()) }
        do {
            return try Build(
                directory, directory.request(), journal, secrets: secrets, otherSecrets: otherSecrets
            ).run()
        } catch {
            return .fault("\(error)", at: Timestamp.now())
        }
    }
}

extension RunnerError {
    fileprivate var isRefusal: Bool {
        switch self {
        case .alreadyRunning: true
        case .file, .unreadable, .notStarted: false
        }
    }
}

extension BuildResult {
    /// A build that could not be run, or whose runner died.
    static func fault(_ message: String, at time: Timestamp) -> BuildResult {
        BuildResult(
            status: .fault, startTime: time.milliseconds, endTime: time.milliseconds,
            failure: Failure(phase: .finalizing, code: "CLIENT_ERROR", message: message))
    }
}
