/// What is told of a build while it runs: its journal, its log, and the phases and warnings of its result.
final class BuildRecord {
    let journal: JournalFile
    let log: LogFile
    private(set) var phases: [PhaseResult] = []
    private(set) var failure: BuildResult.Failure?
    private var warnings: [String] = []
    private let masking: BuildMasking

    init(_ directory: BuildDirectory, _ journal: JournalFile, logLimit: Int, masking: BuildMasking) throws(RunnerError)
    {
        self.journal = journal
        log = try LogFile(directory.file("log"), limit: logLimit, masking: masking)
        self.masking = masking
    }

    var allWarnings: [String] { warnings + journal.problems + log.problems }

    /// The text without the build's secrets.
    func masked(_ text: String) -> String { masking.masking(text) }

    func note(_ text: String) { log.note(text) }

    func warn(_ text: String) {
        guard !warnings.contains(text) else { return }
        warnings.append(masking.masking(text))
        note("Warning: \(text)")
    }

    func add(_ event: JournalEntry.Event, _ fill: (inout JournalEntry) -> Void) {
        var entry = JournalEntry(event, at: Timestamp.now().milliseconds)
        fill(&entry)
        entry.text = entry.text.map(masking.masking)
        journal.append(entry)
    }

    func step(_ name: String, _ text: String) {
        add(.step) { entry in
            entry.step = name
            entry.text = text
        }
    }

    func begin(_ phase: PhaseType) {
        let now = Timestamp.now().milliseconds
        phases.append(PhaseResult(phaseType: phase, startTime: now))
        add(.phaseStarted) { $0.phase = phase }
    }

    /// Ends the phase that was begun last.
    func end(_ phase: PhaseType, _ outcome: PhaseOutcome) {
        let context = PhaseContext(
            statusCode: outcome.context.statusCode, message: masking.masking(outcome.context.message))
        if case .failed(let cause) = outcome, failure == nil { failure = masked(cause.failure(in: phase)) }
        phases[phases.count - 1].phaseStatus = outcome.status
        phases[phases.count - 1].endTime = Timestamp.now().milliseconds
        phases[phases.count - 1].contexts = [context]
        add(.phaseEnded) { entry in
            entry.phase = phase
            entry.status = outcome.status
            entry.contexts = [context]
        }
        guard phase != .finalizing else { return }
        note("Phase complete: \(phase.rawValue) State: \(outcome.status.rawValue)")
        note("Phase context status code: \(context.statusCode) Message: \(context.message)")
    }

    private func masked(_ failure: BuildResult.Failure) -> BuildResult.Failure {
        var failure = failure
        failure.message = masking.masking(failure.message)
        failure.command = failure.command.map(masking.masking)
        return failure
    }
}
