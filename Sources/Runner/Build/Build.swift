import Buildspec
import Glibc
import SystemPackage

/// One build from its first phase to its result.
final class Build {
    private let directory: BuildDirectory
    private var request: BuildRequest
    private let secrets: BuildSecrets
    private let record: BuildRecord
    private let supervisor: ProcessSupervisor
    private let startTime = Timestamp.now().milliseconds
    private var status = BuildStatus.succeeded
    private var exported: [BuildResult.ExportedVariable] = []
    private var reports: [BuildReport] = []
    private var artifactNames: [String: String] = [:]
    private var cache: BuildCache?

    init(
        _ directory: BuildDirectory, _ request: BuildRequest, _ journal: JournalFile, secrets: BuildSecrets,
        otherSecrets: @escaping OtherSecrets
    ) throws(RunnerError) {
        self.directory = directory
        self.request = request
        self.secrets = secrets
        // Before the look for a stop: whoever asks for one from here on finds whom to tell.
        var entry = JournalEntry(.buildStarted, at: startTime)
        (entry.version, entry.pid, entry.buildID) = (JournalEntry.currentVersion, getpid(), request.buildID)
        try journal.begin(entry)
        let record = try BuildRecord(
            directory, journal, logLimit: request.logLimitInBytes,
            masking: BuildMasking(own: secrets.values.values, others: otherSecrets))
        self.record = record
        supervisor = try ProcessSupervisor(
            deadline: Deadline(secondsFromNow: Double(request.timeoutInSeconds)),
            isStopRequested: directory.isStopRequested
        ) { output in record.log.add(output, at: .now()) }
    }

    func run() throws(RunnerError) -> BuildResult {
        let folder = try ShellStateFolder(of: directory)
        defer { folder.remove() }
        let openSources = OpenSources(directory.file("opened"))
        defer { openSources.remove() }
        // Whatever goes wrong here, no process of the build may be left.
        defer { supervisor.endAll() }
        if let source = downloadSource(openSources, capture: folder.path.appending("listing")) {
            request = source.request
            let tools = ToolsFolder(path: directory.file("tools"))
            defer { tools.remove() }
            cache = request.cache.flatMap { place in
                source.buildspec.cache.map {
                    BuildCache(
                        $0, at: place, sourceDirectory: request.sourceDirectory, variables: source.environment,
                        record: record)
                }
            }
            cache?.restore()
            let state = try ShellState(
                folder, shell: source.shell,
                environment: tools.environment(source.environment, for: source.buildspec),
                directory: request.sourceDirectory, survives: source.buildspec.version == .version02)
            try runPhases(source, state, listing: folder.path.appending("listing"))
        }
        return finish()
    }

    private func downloadSource(_ openSources: OpenSources, capture: FilePath) -> SourcePhase.Outcome? {
        record.begin(.downloadSource)
        let phase = SourcePhase(
            request: request, secrets: secrets, startTime: startTime, record: record, openSources: openSources)
        do {
            let source = try phase.run(supervisor, capture: capture)
            if let interruption = supervisor.interruption {
                end(.downloadSource, PhaseOutcome(interruption: interruption))
                return nil
            }
            end(.downloadSource, .succeeded)
            return source
        } catch {
            end(.downloadSource, supervisor.interruption.map(PhaseOutcome.init) ?? .failed(error))
            return nil
        }
    }

    private func runPhases(
        _ source: SourcePhase.Outcome, _ state: ShellState, listing: FilePath
    ) throws(RunnerError) {
        let buildspec = source.buildspec
        var progress = CommandPhase.Progress()
        for name in Phase.Name.allCases {
            let type = PhaseType(name)
            let phase = buildspec.phases[name] ?? Phase()
            record.begin(type)
            record.note("Entering phase \(type.rawValue)")
            let outcome = try CommandPhase(
                type: type, phase: phase, user: source.users[name], sourceDirectory: request.sourceDirectory,
                state: state,
                supervisor: supervisor, record: record
            ).run(&progress)
            let isPardoned = phase.onFailure == .proceed
            end(type, outcome, isPardoned: isPardoned)
            switch outcome {
            case .succeeded: continue
            case .stopped, .timedOut: return
            case .failed where isPardoned: continue
            case .failed where phase.onFailure == .abort || name == .install || name == .preBuild: return
            case .failed: continue
            }
        }
        try upload(buildspec, state, listing)
    }

    private func upload(_ buildspec: Buildspec, _ state: ShellState, _ listing: FilePath) throws(RunnerError) {
        record.begin(.uploadArtifacts)
        let names = buildspec.environment.exportedVariables
        let needsNone = names.isEmpty && request.outputs.isEmpty && buildspec.reportGroups.isEmpty
        let variables = needsNone ? [:] : try finalVariables(state, listing)
        exported = ExportedVariables(names: names, secretNames: secretNames(buildspec)).values(from: variables, record)
        reports = ReportPhase(
            groups: buildspec.reportGroups, sourceDirectory: request.sourceDirectory, variables: variables,
            record: record
        ).run()
        let phase = UploadPhase(
            outputs: request.outputs, buildspec: buildspec, sourceDirectory: request.sourceDirectory,
            destination: directory.file("outputs"), variables: variables, record: record)
        do {
            try phase.run { supervisor.interruption != nil }
            end(.uploadArtifacts, supervisor.interruption.map(PhaseOutcome.init) ?? .succeeded)
        } catch {
            end(.uploadArtifacts, supervisor.interruption.map(PhaseOutcome.init) ?? .failed(error))
        }
        artifactNames = try ArtifactNames(phase: phase, state: state, supervisor: supervisor, record: record)
            .values(through: listing)
        // What a failed build has left is not trusted.
        if status == .succeeded { cache?.save() }
    }

    private func finalVariables(_ state: ShellState, _ listing: FilePath) throws(RunnerError) -> [String: String] {
        let launch = try state.launchListing(into: listing)
        guard case .exited(0) = try supervisor.run(launch), let bytes = try FileContent.read(listing) else {
            return [:]
        }
        var variables: [String: String] = [:]
        for entry in bytes.split(separator: 0) {
            guard let equals = entry.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let value = entry[(equals + 1)...]
            variables[String(decoding: entry[..<equals], as: UTF8.self)] = String(decoding: value, as: UTF8.self)
        }
        return variables
    }

    private func secretNames(_ buildspec: Buildspec) -> Set<String> {
        let environment = buildspec.environment
        return Set(secrets.values.keys).union((environment.parameterStore + environment.secretsManager).map(\.name))
    }

    /// The first status that is none of success decides the build's; a pardoned failure does not count.
    private func end(_ phase: PhaseType, _ outcome: PhaseOutcome, isPardoned: Bool = false) {
        record.end(phase, outcome)
        switch outcome {
        case .succeeded: break
        case .failed: if !isPardoned, status == .succeeded { status = .failed }
        case .stopped, .timedOut: status = outcome.status
        }
    }

    private func finish() -> BuildResult {
        record.begin(.finalizing)
        supervisor.endAll()
        record.end(.finalizing, .succeeded)
        record.begin(.completed)
        record.add(.buildEnded) { $0.status = status }
        var result = BuildResult(
            status: status, startTime: startTime, endTime: Timestamp.now().milliseconds, phases: record.phases,
            exportedVariables: exported, failure: record.failure, warnings: record.allWarnings)
        result.reports = reports.isEmpty ? nil : reports
        result.artifactNames = artifactNames.isEmpty ? nil : artifactNames
        return result
    }
}
