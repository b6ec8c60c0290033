import AWS
import ArgumentParser
import PipelineAPI

/// `disable STAGE`: keeps executions from entering a stage.
struct Disable: JSONCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable",
        abstract: "Keep executions from entering a stage.",
        discussion: "What waits goes on when `enable` lets it. Example: disable Release --reason \"Code freeze\"")

    @Argument(help: "The stage's name.")
    var stage: StageArgument

    @Option(name: .shortAndLong, help: "Why, for others to read.")
    var reason = "Disabled in sluice"

    @OptionGroup var output: OutputOptions

    func run(in context: CommandContext) async throws {
        let transition = try await Transition(stage, context)
        let input = DisableStageTransition.Input(
            pipelineName: transition.pipeline, stageName: transition.stage, transitionType: .inbound, reason: reason)
        do {
            try input.validate()
        } catch {
            throw CommandFailure.usage(
                "the reason may have letters, digits, blanks and ! @ ( ) . * ? - only, at most 300 of them")
        }
        let answer = try await transition.client(DisableStageTransition.self, input)
        if context.isJSON(output) {
            return try context.console.show(json: answer, encoder: WireFormat.encoder(pretty: true))
        }
        context.console.show("\(transition.stage): entry disabled · `enable \(transition.stage)` opens it again")
    }
}

/// `enable STAGE`: lets executions in again.
struct Enable: JSONCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable", abstract: "Let executions enter a stage again.")

    @Argument(help: "The stage's name.")
    var stage: StageArgument

    @OptionGroup var output: OutputOptions

    func run(in context: CommandContext) async throws {
        let transition = try await Transition(stage, context)
        let answer = try await transition.client(
            EnableStageTransition.self,
            .init(pipelineName: transition.pipeline, stageName: transition.stage, transitionType: .inbound))
        if context.isJSON(output) {
            return try context.console.show(json: answer, encoder: WireFormat.encoder(pretty: true))
        }
        context.console.show("\(transition.stage): entry enabled")
    }
}

/// The stage whose inbound transition is meant.
private struct Transition {
    let client: ServiceClient
    let pipeline: PipelineName
    let stage: StageName

    init(_ argument: StageArgument, _ context: CommandContext) async throws {
        pipeline = try context.pipelineName()
        client = try await context.client()
        let state = try await client.stages(of: pipeline)
        stage = try argument.find(in: state.stageStates ?? []).stageName ?? ""
    }
}
