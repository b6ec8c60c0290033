import Glibc
import SystemPackage

extension BuildDirectory {
    /// The build's result, after writing one if its runner died without: status FAULT.
    ///
    /// Ends what such a runner left behind: its commands' processes, and the file that carried their variables.
    ///
    /// - Returns: `nil` while a runner is at work, or has not started yet.
    public func settledResult() throws(RunnerError) -> BuildResult? {
        if let result = try result() { return result }
        guard hasBegun, !isRunnerAlive() else { return nil }
        let journal: JournalFile
        do {
            journal = try JournalFile(file("journal"))
        } catch .alreadyRunning {
            return nil
        }
        defer { withExtendedLifetime(journal) {} }
        if let result = try result() { return result }
        return try bury()
    }

    /// Requires the journal to be held.
    func bury() throws(RunnerError) -> BuildResult {
        let journal = try journal()
        // The identifier is in the environment of every process of the build, and of no other build's.
        if let build = journal.first?.buildID ?? (try? request().buildID) {
            for _ in 0..<3 { ProcessTree.signalProcesses(withEnvironment: "CODEBUILD_BUILD_ID=\(build)", SIGKILL) }
        }
        ShellStateFolder.remove(of: self)
        ToolsFolder(path: file("tools")).remove()
        OpenSources.remove(file("opened"))
        var result = BuildResult.fault("the runner of this build died", at: .now())
        result.startTime = journal.first?.at ?? result.startTime
        result.phases = PhaseResult.phases(of: journal, endingAt: result.endTime)
        result.failure?.phase = result.phases.last?.phaseType ?? .downloadSource
        try FileContent.replace(file("result.json"), with: ContractCoding.encode(result))
        return result
    }
}

extension PhaseResult {
    /// The phases that a journal tells of; one without an end ended in a fault.
    static func phases(of journal: [JournalEntry], endingAt end: Int64) -> [PhaseResult] {
        journal.reduce(into: []) { phases, entry in
            guard let phase = entry.phase else { return }
            if entry.event == .phaseStarted {
                phases.append(
                    PhaseResult(phaseType: phase, phaseStatus: .fault, startTime: entry.at, endTime: end))
            } else if entry.event == .phaseEnded, let last = phases.indices.last {
                phases[last].phaseStatus = entry.status
                phases[last].endTime = entry.at
                phases[last].contexts = entry.contexts ?? []
            }
        }
    }
}
