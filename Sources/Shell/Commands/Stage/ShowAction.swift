import AWS
import ArgumentParser
import PipelineAPI

/// `action STAGE/ACTION`: the commands it ran, phase by phase.
struct ShowAction: JSONCommand {
    static let configuration = CommandConfiguration(
        commandName: "action", abstract: "Show an action: what it ran, command by command.",
        discussion: "Example: action Build/Unit")

    @Argument(help: "STAGE/ACTION; the one that failed if left out.")
    var action: ActionArgument?

    @OptionGroup var output: OutputOptions

    func run(in context: CommandContext) async throws {
        let pipeline = try context.pipelineName()
        let client = try await context.client()
        let run = try await LatestRun.find(action, pipeline, client)
        if context.isJSON(output) {
            return try context.console.show(json: run, encoder: WireFormat.encoder(pretty: true))
        }
        let style = context.console.style
        context.console.show(ActionView(style: style, now: context.now()).lines(run))
        if let build = run.buildID {
            let view = BuildLogView(style: style, width: context.console.width, isOver: run.status != .inProgress)
            context.console.show(view.lines(try await BuildLog.fetch(client, build)))
        }
        if run.status == .failed, run.runsBuild {
            let failure = await Failure.explain(run, of: pipeline, client)
            context.console.show(["\(Sign.failed.painted(style)) \(failure.cause)"] + failure.advice)
        }
    }
}

/// The newest run of an action in the execution that its stage shows.
enum LatestRun {
    static func find(
        _ argument: ActionArgument?, _ pipeline: PipelineName, _ client: ServiceClient
    ) async throws -> ActionExecutionDetail {
        let state = try await client.stages(of: pipeline)
        let (stage, action) = try (argument ?? failed(in: state)).find(in: state.stageStates ?? [])
        guard let name = stage.stageName, let execution = stage.latestExecution?.pipelineExecutionId else {
            throw CommandFailure.failed("Stage \(stage.stageName ?? "") has not run yet.")
        }
        let snapshot = try await ExecutionSnapshot.take(client, pipeline, execution)
        guard let run = snapshot.runs.latest(of: name).first(where: { $0.actionName == action }) else {
            throw CommandFailure.failed("\(name)/\(action) did not run in execution \(execution.short).")
        }
        return run
    }

    /// The one action that has failed, or that has done anything before it failed, in the newest execution that has one,
    /// else the one that runs.
    private static func failed(in state: GetPipelineState.Output) throws(CommandFailure) -> ActionArgument {
        let stages = state.stageStates ?? []
        let paths = stages.flatMap { stage in
            (stage.actionStates ?? []).map { (path: "\(stage.stageName ?? "")/\($0.actionName ?? "")", state: $0) }
        }
        func named(_ status: ActionExecutionStatus) -> [(path: String, state: ActionState)] {
            let stage = stages.first { $0.actionStates?.contains { $0.latestExecution?.status == status } ?? false }
            return paths.filter {
                $0.state.latestExecution?.status == status && $0.path.hasPrefix("\(stage?.stageName ?? "")/")
            }
        }
        let failed = named(.failed).isEmpty ? named(.inProgress) : named(.failed)
        // One that was turned away before it ran has little to show.
        let begun = failed.filter { $0.state.latestExecution?.externalExecutionId != nil }
        let meant = begun.count == 1 ? begun : failed
        if meant.count == 1, let argument = meant.first.flatMap({ ActionArgument(argument: $0.path) }) {
            return argument
        }
        let names = (failed.isEmpty ? paths : failed).map(\.path).joined(separator: ", ")
        throw .usage(
            failed.isEmpty ? "nothing has failed and nothing runs" : "several actions are meant by that",
            hint: "Name one of \(names).")
    }
}

extension ActionExecutionDetail {
    /// The build behind the action, where there is one.
    var buildID: String? {
        // Stacks and change sets are ARNs.
        guard let id = output?.executionResult?.externalExecutionId, id.contains(":"), !id.hasPrefix("arn:") else {
            return nil
        }
        return id
    }
}
