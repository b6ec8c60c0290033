import Buildspec
import SystemPackage

/// Running the commands of one phase.
struct CommandPhase {
    let type: PhaseType
    let phase: Phase
    /// Who runs the commands, if not the user of this process.
    let user: OtherUser?
    let sourceDirectory: String
    let state: ShellState
    let supervisor: ProcessSupervisor
    let record: BuildRecord

    /// What the commands see of the build so far.
    struct Progress {
        var isSucceeding = true
        var lastExit = 0
    }

    /// Runs the phase, again as often as `on-failure` allows.
    func run(_ progress: inout Progress) throws(RunnerError) -> PhaseOutcome {
        if let user {
            let folder = FilePath(sourceDirectory).removingLastComponent().string
            _ = try supervisor.run(user.launchOwning(folder))
        }
        let before = progress.isSucceeding
        var outcome = try attempt(&progress)
        guard case .retry(let limit, let pattern) = phase.onFailure else { return outcome }
        for number in 0..<limit {
            guard case .failed(let failure) = outcome, matches(failure, pattern) else { return outcome }
            record.note("Retrying phase \(type.rawValue): retry \(number + 1) of \(limit)")
            progress.isSucceeding = before
            outcome = try attempt(&progress)
        }
        return outcome
    }

    private func matches(_ failure: PhaseFailure, _ pattern: String?) -> Bool {
        guard let pattern, let regex = try? Regex(pattern) else { return pattern == nil }
        return record.log.tail.text.contains(regex) || failure.message.contains(regex)
    }

    /// The first failing command skips the rest of its list, never the `finally` list.
    private func attempt(_ progress: inout Progress) throws(RunnerError) -> PhaseOutcome {
        let main = try run(phase.commands, .commands, &progress)
        switch main {
        case .stopped, .timedOut: return main
        case .succeeded, .failed: break
        }
        let finally = try run(phase.finally, .finally, &progress)
        if case .failed = main, case .failed = finally { return main }
        if case .succeeded = finally { return main }
        return finally
    }

    private func run(
        _ commands: [String], _ list: JournalEntry.CommandList, _ progress: inout Progress
    ) throws(RunnerError) -> PhaseOutcome {
        for (offset, text) in commands.enumerated() {
            record.note("Running command \(text)")
            let startedAt = Timestamp.now().milliseconds
            record.add(.commandStarted) { entry in
                (entry.phase, entry.list) = (type, list)
                (entry.index, entry.count, entry.text) = (offset + 1, commands.count, text)
            }
            let ending = try run(text, progress)
            record.add(.commandEnded) { entry in
                (entry.phase, entry.list, entry.index, entry.startedAt) = (type, list, offset + 1, startedAt)
                if case .exited(let status) = ending { entry.exitStatus = status }
            }
            guard case .exited(let status) = ending else { return PhaseOutcome(interruption: ending) }
            progress.lastExit = status
            guard status != 0 else { continue }
            progress.isSucceeding = false
            record.note("Command did not exit successfully \(text) exit status \(status)")
            return .failed(failure(text, offset, commands.count, status))
        }
        return .succeeded
    }

    private func run(_ text: String, _ progress: Progress) throws(RunnerError) -> ProcessEnding {
        record.log.forgetTail()
        let launch = try state.launch(
            text,
            fresh: [
                ("CODEBUILD_BUILD_SUCCEEDING", progress.isSucceeding ? "1" : "0"),
                ("CODEBUILD_LAST_EXIT", String(progress.lastExit)),
            ])
        if let user { state.handOver(to: user) }
        let ending = try supervisor.run(user?.launch(launch) ?? launch)
        record.log.endLine(at: .now())
        if let problem = try state.adopt() { record.warn(problem) }
        return ending
    }

    private func failure(_ text: String, _ offset: Int, _ count: Int, _ status: Int) -> PhaseFailure {
        PhaseFailure(
            code: "COMMAND_EXECUTION_ERROR",
            message: "Error while executing command: \(text). Reason: exit status \(status)",
            command: .init(
                text: text, index: offset + 1, count: count, exitStatus: status, lastLines: record.log.lastLines(20)))
    }
}
