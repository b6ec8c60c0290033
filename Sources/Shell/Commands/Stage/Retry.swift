import AWS
import ArgumentParser
import PipelineAPI

/// `retry`: runs what failed again.
struct Retry: JSONCommand {
    static let configuration = CommandConfiguration(
        abstract: "Retry what failed in a stage.",
        discussion: "The execution goes on where it failed; what succeeded is kept unless --all is given.")

    @Argument(help: "The stage; the one that failed if left out.")
    var stage: StageArgument?

    @Flag(help: "Run every action of the stage again, not only the failed ones.")
    var all = false

    @Flag(help: "Return at once.")
    var noFollow = false

    @OptionGroup var output: OutputOptions

    func run(in context: CommandContext) async throws {
        let pipeline = try context.pipelineName()
        let client = try await context.client()
        let state = try await client.stages(of: pipeline)
        let stage = try await stageToRetry(state.stageStates ?? [], context)
        guard let name = stage.stageName, let execution = stage.latestExecution?.pipelineExecutionId else {
            throw CommandFailure.failed("Stage \(stage.stageName ?? "") has not run yet; there is nothing to retry.")
        }
        let before = try await ExecutionSnapshot.take(client, pipeline, execution)
        let answer = try await client(
            RetryStageExecution.self,
            .init(
                pipelineName: pipeline, stageName: name, pipelineExecutionId: execution,
                retryMode: all ? .allActions : .failedActions))
        if context.isJSON(output) {
            return try context.console.show(json: answer, encoder: WireFormat.encoder(pretty: true))
        }
        context.console.show("retrying \(name) of execution \(execution.short): \(before.commitLabel)")
        let following = Following(context: context, client: client, pipeline: pipeline)
        try await following.follow(execution, seen: before, returnsAtOnce: noFollow)
    }

    private func stageToRetry(_ stages: [StageState], _ context: CommandContext) async throws -> StageState {
        if let stage { return try stage.find(in: stages) }
        let all = stages.filter { stage in
            let status = stage.latestExecution?.status
            let hasFailure = stage.actionStates?.contains { $0.latestExecution?.status == .failed } ?? false
            return status == .failed || status == .stopped || status == .inProgress && hasFailure
        }
        // A stage further on that failed earlier holds an older execution: what is meant is the newest one's.
        let failed = all.filter {
            $0.latestExecution?.pipelineExecutionId == all.first?.latestExecution?.pipelineExecutionId
        }
        if failed.count == 1, let stage = failed.first {
            let hasFailure = stage.actionStates?.contains { $0.latestExecution?.status == .failed } ?? false
            if !hasFailure, !self.all, stage.latestExecution?.status == .stopped, let name = stage.stageName {
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
