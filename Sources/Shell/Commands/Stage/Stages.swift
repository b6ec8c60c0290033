import AWS
import ArgumentParser
import PipelineAPI

/// `stages`: where the pipeline stands.
struct Stages: JSONCommand {
    static let configuration = CommandConfiguration(
        commandName: "stages", abstract: "Show every stage and its actions.")

    @OptionGroup var output: OutputOptions

    func run(in context: CommandContext) async throws {
        let pipeline = try context.pipelineName()
        let client = try await context.client()
        if context.isJSON(output) {
            let state = try await client(GetPipelineState.self, .init(name: pipeline))
            return try context.console.show(json: state, encoder: WireFormat.encoder(pretty: true))
        }
        let state = try await client.stages(of: pipeline)
        let runs = try await StageViews.runs(state.stageStates ?? [], pipeline, client)
        context.console.show(
            rows: StageViews(style: context.console.style, now: context.now()).lines(state, runs: runs))
    }
}

/// `stage NAME`: one stage.
struct Stage: JSONCommand {
    static let configuration = CommandConfiguration(commandName: "stage", abstract: "Show one stage.")

    @Argument(help: "The stage's name.")
    var stage: StageArgument

    @OptionGroup var output: OutputOptions

    func run(in context: CommandContext) async throws {
        let pipeline = try context.pipelineName()
        let client = try await context.client()
        var state = try await client.stages(of: pipeline)
        let found = try stage.find(in: state.stageStates ?? [])
        if context.isJSON(output) {
            return try context.console.show(json: found, encoder: WireFormat.encoder(pretty: true))
        }
        state.stageStates = [found]
        let runs = try await StageViews.runs([found], pipeline, client)
        context.console.show(
            rows: StageViews(style: context.console.style, now: context.now()).lines(state, runs: runs))
    }
}

extension StageViews {
    /// The runs of the executions that stages show, by execution.
    fileprivate static func runs(
        _ stages: [StageState], _ pipeline: PipelineName, _ client: ServiceClient
    ) async throws -> [ExecutionID: ActionRuns] {
        let ids = Set(stages.compactMap(\.latestExecution?.pipelineExecutionId))
        var runs: [ExecutionID: ActionRuns] = [:]
        for id in ids { runs[id] = try await ActionRuns.of(id, pipeline, client) }
        return runs
    }
}
