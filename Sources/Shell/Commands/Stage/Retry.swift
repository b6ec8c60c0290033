import AWS
import ArgumentParser
import PipelineAPI

/// `retry`: runs what failed again.
struct Retry: JSONCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry",
        abstract: "Retry what failed in a stage.",
        discussion: "The execution goes on where it failed; what succeeded is kept unless --all is given.")

    @Argument(help: ArgumentHelp("The stage; the one that failed if left out.", valueName: "failed-stage"))
    var stage: StageArgument?

    @Flag(help: "Run every action of the stage again, not only the failed ones.")
    var all = false

    @Flag(help: "Retry again and again while there is no room in the build queue, and watch to the end.")
    var whenFree = false

    @Flag(help: "Return at once.")
    var noFollow = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var consent: ConsentOptions

    func validate() throws {
        if whenFree, noFollow { throw ValidationError("--when-free watches; --no-follow does not go with it") }
    }

    func run(in context: CommandContext) async throws {
        if whenFree, context.isJSON(output) {
            throw CommandFailure.usage("--when-free watches, and a watched retry has no answer in JSON")
        }
        let pipeline = try context.pipelineName()
        let client = try await context.client()
        let state = try await client.stages(of: pipeline)
        let stage = try await stageToRetry(state.stageStates ?? [], context)
        guard let name = stage.stageName, let execution = stage.latestExecution?.pipelineExecutionId else {
            throw CommandFailure.failed("Stage \(stage.stageName ?? "") has not run yet; there is nothing to retry.")
        }
        let retry = StageRetry(
            context: context, client: client, pipeline: pipeline, stage: name, execution: execution, consent: consent)
        if whenFree { return try await untilThereIsRoom(retry) }
        let before = try await ExecutionSnapshot.take(client, pipeline, execution)
        let (going, seen) = try await begin(retry, mode, before)
        if noFollow || context.isJSON(output) { return }
        try await following(retry).follow(going, seen: seen)
    }

    private var mode: StageRetryMode { all ? .allActions : .failedActions }

    private func following(_ retry: StageRetry) -> Following {
        Following(context: retry.context, client: retry.client, pipeline: retry.pipeline)
    }

    /// Sets a retry going, and says so.
    ///
    /// - Returns: the execution to look at from now on, and where it stood; `nil` of a new one.
    private func begin(
        _ retry: StageRetry, _ mode: StageRetryMode, _ before: ExecutionSnapshot
    ) async throws -> (ExecutionID, seen: ExecutionSnapshot?) {
        let (console, encoder) = (retry.context.console, WireFormat.encoder(pretty: true))
        switch try await retry.retry(mode, before) {
        case .retried(let answer):
            if retry.context.isJSON(output) {
                try console.show(json: answer, encoder: encoder)
            } else {
                console.show("retrying \(retry.stage) of execution \(retry.execution.short): \(before.commitLabel)")
            }
            return (retry.execution, before)
        case .started(let id):
            if retry.context.isJSON(output) {
                try console.show(json: StartPipelineExecution.Output(pipelineExecutionId: id), encoder: encoder)
            } else {
                console.note("execution \(id)")
            }
            return (id, nil)
        }
    }

    /// Retries until the stage fails for another reason than a full queue, or not at all.
    private func untilThereIsRoom(_ first: StageRetry) async throws {
        var (retry, pace, mode, before) = (first, PollingPace.queue, mode, try await look(first))
        while true {
            let (going, seen) = try await begin(retry, mode, before)
            retry.execution = going
            do {
                return try await following(retry).watch(going, seen: seen)
            } catch CommandFailure.reported(let code) {
                before = try await look(retry)
                let failures = before.runs.latest(of: retry.stage).filter { $0.status == .failed }
                guard !failures.isEmpty, failures.allSatisfy({ $0.queueLimit != nil }) else {
                    throw CommandFailure.reported(exitCode: code)
                }
            }
            // What has succeeded by now would only push the rest out again.
            mode = .failedActions
            let wait = pace.next(hasMoved: false)
            retry.context.console.note(
                "Still no room in the build queue; trying again in \(wait.components.seconds) s.")
            try await retry.context.pause(wait)
        }
    }

    /// Where the execution stands.
    ///
    /// - Throws: `CommandFailure.failed` where no build will ever find room.
    private func look(_ retry: StageRetry) async throws -> ExecutionSnapshot {
        let seen = try await ExecutionSnapshot.take(retry.client, retry.pipeline, retry.execution)
        let limits = seen.runs.latest(of: retry.stage).compactMap(\.queueLimit)
        // AWS's quota of no builds at all; an engine without a queue has room as soon as a build ends.
        if retry.client.session != nil, limits.contains(where: { $0.builds == 0 }) {
            throw CommandFailure.failed(
                "Waiting does not help: no build may be queued at all.", hint: QueueLimit.quota)
        }
        return seen
    }

    private func stageToRetry(_ stages: [StageState], _ context: CommandContext) async throws -> StageState {
        if let stage { return try stage.find(in: stages) }
        // Stages before others hold the newer execution; what an older one has left failed is not what has failed now.
        let newest = stages.first(where: \.canBeRetried)?.latestExecution?.pipelineExecutionId
        let failed = stages.filter { $0.canBeRetried && $0.latestExecution?.pipelineExecutionId == newest }
        if failed.count == 1, let stage = failed.first {
            if !stage.hasFailure, !all, stage.latestExecution?.status == .stopped, let name = stage.stageName {
                throw CommandFailure.failed(
                    "Stage \(name) was stopped, and nothing in it has failed.",
                    hint: "`retry \(name) --all` runs it again.")
            }
            return stage
        }
        if failed.isEmpty { throw CommandFailure.failed("No stage has failed; there is nothing to retry.") }
        let names = failed.compactMap(\.stageName?.rawValue)
        guard context.console.isInputTerminal else {
            throw CommandFailure.needsPerson(
                "Several stages have failed (\(names.joined(separator: ", "))).", flag: "the stage's name")
        }
        while let answer = await context.console.ask("Which stage? (\(names.joined(separator: ", "))) ") {
            if let argument = StageArgument(argument: answer), let stage = try? argument.find(in: failed) {
                return stage
            }
        }
        throw CommandFailure.interrupted(nil)
    }
}
