import AWS
import ArgumentParser
import PipelineAPI

/// `rollback STAGE`: brings a stage back to what an earlier execution carried into it.
struct Rollback: JSONCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollback",
        abstract: "Bring a stage back to an earlier execution.",
        discussion: "Takes the last execution before the current one that succeeded there. Example: rollback Prod")

    @Argument(help: "The stage's name.")
    var stage: StageArgument

    @Option(help: "The execution to go back to: its id, or its beginning.")
    var to: ExecutionArgument?

    @Flag(help: "Return when the rollback has started.")
    var noFollow = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var consent: ConsentOptions

    func run(in context: CommandContext) async throws {
        let pipeline = try context.pipelineName()
        let client = try await context.client()
        let found = try stage.find(in: try await client.stages(of: pipeline).stageStates ?? [])
        guard let name = found.stageName else { throw CommandFailure.usage("there is no such stage") }
        let target = try await target(pipeline, found, client)
        let snapshot = try await ExecutionSnapshot.take(client, pipeline, target)
        try await context.confirm(
            "Roll \(name) back to execution \(target.short), \(snapshot.commitLabel)?", consent: consent)
        context.keepNewsBack?()
        let answer = try await client(
            RollbackStage.self,
            .init(pipelineName: pipeline, stageName: name, targetPipelineExecutionId: target))
        if context.isJSON(output) {
            return try context.console.show(json: answer, encoder: WireFormat.encoder(pretty: true))
        }
        guard let execution = answer.pipelineExecutionId else { return }
        context.console.note("execution \(execution)")
        let following = Following(context: context, client: client, pipeline: pipeline)
        if !noFollow { try await following.follow(execution) }
    }

    private func target(
        _ pipeline: PipelineName, _ stage: StageState, _ client: ServiceClient
    ) async throws -> ExecutionID {
        if let to { return try await ExecutionArgument.find(to, pipeline, client) }
        let succeeded =
            try await client(
                ListPipelineExecutions.self,
                .init(
                    pipelineName: pipeline,
                    filter: PipelineExecutionFilter(
                        succeededInStage: SucceededInStageFilter(stageName: stage.stageName)))
            ).pipelineExecutionSummaries ?? []
        let current = stage.latestExecution?.pipelineExecutionId
        let carried = succeeded.first { $0.pipelineExecutionId == current }?.revision
        let earlier = succeeded.first {
            $0.pipelineExecutionId != current && $0.executionType != .rollback
                && (carried == nil || $0.revision != carried)
        }
        guard let id = earlier?.pipelineExecutionId else {
            throw CommandFailure.failed("No earlier execution has succeeded in \(stage.stageName ?? "").")
        }
        return id
    }
}
