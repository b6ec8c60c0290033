public import Foundation
public import Logging
import PipelineAPI
import PipelineCore
import PipelineEngine
public import Runner

/// Runs builds for the providers: lays out the folder of a build, has a runner started in it, follows it to its
/// result, and brings its artifacts in. A build is found again by its folder, whoever started it.
public struct BuildHost: Sendable {
    /// Holds one folder per build, named by the build's UUID.
    let folder: URL
    let runners: RunnerPool
    let queue: BuildQueue
    /// What of the engine's own environment a build may see.
    let environment: [String: String]
    let mirrors: GitMirrors
    let logger: Logger

    public init(
        folder: URL, launcher: RunnerLauncher, limits: (concurrent: Int, queued: Int?),
        environment: [String: String], mirrors: GitMirrors, logger: Logger
    ) {
        self.folder = folder
        self.mirrors = mirrors
        runners = RunnerPool(launcher: launcher)
        self.queue = BuildQueue(concurrent: limits.concurrent, queued: limits.queued)
        self.environment = environment
        self.logger = logger
    }

    /// Runs a build, or goes on following the one that this run started before the engine was gone.
    func run(_ plan: BuildPlan, _ start: ActionStart, in context: ActionContext) async -> ActionOutcome? {
        let identity = BuildIdentity(plan: plan, start: start, settings: context.settings)
        do {
            return try await outcome(plan, identity, start, context)
        } catch is CancellationError {
            return nil
        } catch {
            return .failed(ErrorDetails(code: "InternalError", message: "\(error)"), identity.progress)
        }
    }

    private func outcome(
        _ plan: BuildPlan, _ identity: BuildIdentity, _ start: ActionStart, _ context: ActionContext
    ) async throws -> ActionOutcome {
        let directory = buildDirectory(start)
        if let build = try directory.settledResult() {
            return try await finish(build, start, directory, identity, context)
        }
        let runner: RunnerLink?
        switch try await begin(plan, identity, start, directory, context) {
        case .refused(let outcome): return outcome
        case .started(let link): runner = link
        }
        defer { Task { await queue.leave(identity.uuid) } }
        let telling = Task {
            try await Task.sleep(for: Self.patienceBeforeProgress)
            await context.report(identity.progress)
        }
        defer { telling.cancel() }
        let build = try await follow(directory, run: runner)
        telling.cancel()
        _ = await telling.result
        return try await finish(build, start, directory, identity, context)
    }

    /// Ends the build of a run that was abandoned.
    func cancel(_ start: ActionStart) {
        let directory = buildDirectory(start)
        guard FileManager.default.fileExists(atPath: directory.url.path) else { return }
        do {
            try directory.requestStop()
        } catch {
            logger.error("cannot stop build \(start.run.id): \(error)")
        }
    }

    func buildDirectory(_ start: ActionStart) -> BuildDirectory {
        BuildDirectory(folder.appending(path: start.run.id.rawValue, directoryHint: .isDirectory))
    }

    /// Waits for the build's result.
    ///
    /// A runner that is gone without having begun has done nothing, so another takes its place.
    private func follow(_ directory: BuildDirectory, run runner: RunnerLink?) async throws -> BuildResult {
        var runner = runner
        for _ in 0..<Self.attemptsToBegin {
            await runner?.waitForEnd()
            if let result = try directory.settledResult() { return result }
            for await _ in directory.endings() {
                if let result = try directory.settledResult() { return result }
                if runner?.hasEnded ?? true, !directory.isRunnerAlive() { break }
            }
            try Task.checkCancellation()
            runner = try await runners.start(directory)
        }
        throw RunnerError.notStarted(
            program: "the runner of this build", problem: "it ended \(Self.attemptsToBegin) times before it had begun")
    }

    private static let attemptsToBegin = 3
    /// A build that is over sooner is told of once, by its result.
    private static let patienceBeforeProgress = Duration.milliseconds(25)

    private enum Beginning {
        /// How the action ends without a build.
        case refused(ActionOutcome)
        /// The runner, if this engine has started it.
        case started(RunnerLink?)
    }

    /// Sees to it that the build runs.
    private func begin(
        _ plan: BuildPlan, _ identity: BuildIdentity, _ start: ActionStart, _ directory: BuildDirectory,
        _ context: ActionContext
    ) async throws -> Beginning {
        if directory.isRunnerAlive() {
            if plan.isCodeBuild { await queue.reenter(identity.uuid) }
            return .started(nil)
        }
        if plan.isCodeBuild {
            switch await queue.enter(identity.uuid) {
            case .admitted: break
            case .full(let limit): return .refused(.queueFull(limit: limit, request: identity.uuid))
            case .cancelled: throw CancellationError()
            }
        }
        do {
            try await prepare(BuildLayout(directory: directory, start: start, plan: plan), identity, context)
            // Whoever abandons the run from here on finds the folder, and leaves a word in it.
            try Task.checkCancellation()
            return .started(try await runners.start(directory))
        } catch {
            await queue.leave(identity.uuid)
            throw error
        }
    }

    /// Lays the build's folder out, unless an engine before this one did: a runner may be about to begin in it.
    private func prepare(
        _ layout: BuildLayout, _ identity: BuildIdentity, _ context: ActionContext
    ) async throws {
        if (try? layout.directory.request()) != nil { return }
        try layout.make()
        let archives = try await materialize(layout, context.artifacts)
        let number = await context.nextBuildNumber(layout.plan.project)
        try layout.directory.prepare(
            layout.request(
                identity, number: number, environment: environment, settings: context.settings, archives: archives))
    }

    /// Clones the sources that are references to repositories, and answers where the others are packed.
    private func materialize(
        _ layout: BuildLayout, _ artifacts: ArtifactFolder
    ) async throws -> [ArtifactName: URL] {
        var archives: [ArtifactName: URL] = [:]
        for input in layout.start.run.inputArtifacts {
            guard let name = input.name, let location = input.s3location else { continue }
            let archive = try artifacts.url(of: location)
            if let clone = CloneReference(in: archive) {
                try await mirrors.clone(clone, to: layout.source(name))
            } else {
                archives[name] = archive
            }
        }
        return archives
    }

    private func finish(
        _ build: BuildResult, _ start: ActionStart, _ directory: BuildDirectory, _ identity: BuildIdentity,
        _ context: ActionContext
    ) async throws -> ActionOutcome {
        var result = identity.progress
        result.outputVariables = Dictionary(
            build.exportedVariables.map { ($0.name, $0.value) }, uniquingKeysWith: { _, last in last })
        result.summary = build.warningText
        defer { Task.detached(priority: .background) { BuildLayout.discardSources(of: directory) } }
        guard build.status == .succeeded else { return .failed(build.errorDetails, result) }
        result.outputArtifacts = try await offPool { try Self.keepOutputs(start, directory, context) }
        return .succeeded(result)
    }

    private static func keepOutputs(
        _ start: ActionStart, _ directory: BuildDirectory, _ context: ActionContext
    ) throws -> [ArtifactName: S3Location] {
        var locations: [ArtifactName: S3Location] = [:]
        for output in start.action.outputArtifacts ?? [] {
            let location = context.artifacts.location(
                bucket: start.artifactBucket, pipeline: start.pipeline, artifact: output.name, run: start.run.id)
            let produced = directory.url.appending(path: "outputs/\(output.name).zip")
            guard context.artifacts.contains(location) || FileManager.default.fileExists(atPath: produced.path) else {
                continue
            }
            try context.artifacts.keep(produced, at: location)
            locations[output.name] = location
        }
        return locations
    }
}

extension BuildIdentity {
    /// What is known of the build from its first moment on.
    var progress: ActionResult {
        ActionResult(externalExecutionID: id.rawValue, logStreamARN: logStreamARN)
    }
}

extension ActionOutcome {
    /// CodeBuild's own words for a build that finds the queue full.
    static func queueFull(limit: Int, request: String) -> ActionOutcome {
        let message =
            "Error calling startBuild: Cannot have more than \(limit) builds in queue for the account "
            + "(Service: AWSCodeBuild; Status Code: 400; Error Code: AccountLimitExceededException; "
            + "Request ID: \(request); Proxy: null)"
        return .failed(ErrorDetails(code: "JobFailed", message: message), ActionResult())
    }
}

extension BuildResult {
    /// The failure in the words in which a pipeline action reports it, and, below them, what AWS leaves to be looked up:
    /// which command it was, how it ended, and the last it printed.
    var errorDetails: ErrorDetails {
        ErrorDetails(code: "JobFailed", message: ([sentence] + (failure?.commandLines ?? [])).joined(separator: "\n"))
    }

    /// What the person should know of a build although it failed nothing, such as a log that is not whole.
    fileprivate var warningText: String? {
        warnings.isEmpty ? nil : String("Warning: \(warnings.joined(separator: "; "))".prefix(Self.summaryLimit))
    }

    /// The longest summary in CodePipeline's model (ExecutionSummary), in characters.
    private static let summaryLimit = 2048

    private var sentence: String {
        let cause = failure.map { " Phase: \($0.phase.rawValue), Code: \($0.code), Message: \($0.message)" } ?? ""
        return "Build terminated with state: \(status.rawValue).\(cause)"
    }
}

extension BuildResult.Failure {
    /// At most so much of the output goes into an error, in characters; the log has the rest.
    private static let outputLimit = 2000

    fileprivate var commandLines: [String] {
        guard let commandIndex, let commandCount, let exitStatus else { return [] }
        let output = lastLines.suffix(10).map { line in
            let plain = line.replacing(#/\u{1B}\][^\u{07}\u{1B}]*(?:\u{07}|\u{1B}\\)?/#, with: "")
                .replacing(#/\u{1B}\[[0-?]*[ -\/]*[@-~]/#, with: "")
            return String(
                plain.unicodeScalars.filter { $0 == "\t" || $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
        }
        let shown = String(output.joined(separator: "\n").suffix(Self.outputLimit))
        return ["Command \(commandIndex) of \(commandCount): exit status \(exitStatus)"]
            + (shown.isEmpty ? [] : [shown])
    }
}
