import AWS
import ArgumentParser
import PipelineAPI

/// `history`: the executions so far.
struct History: JSONCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "List the executions, newest first.")

    @Option(name: .shortAndLong, help: "How many.")
    var number = 20

    @OptionGroup var output: OutputOptions

    func validate() throws {
        if number < 1 { throw ValidationError("--number must be at least 1") }
    }

    func run(in context: CommandContext) async throws {
        let pipeline = try context.pipelineName()
        let client = try await context.client()
        let executions = try await client.all(
            ListPipelineExecutions.self, .init(pipelineName: pipeline, maxResults: min(number, 100)), limit: number)
        if context.isJSON(output) {
            return try context.console.show(
                json: ListPipelineExecutions.Output(pipelineExecutionSummaries: executions),
                encoder: WireFormat.encoder(pretty: true))
        }
        if executions.isEmpty { return context.console.show("\(pipeline) has never run · `deploy` starts it") }
        context.console.show(
            rows: ExecutionListView(style: context.console.style, now: context.now()).lines(executions))
    }
}

/// `execution ID`: one execution with every run of its actions.
struct ShowExecution: JSONCommand {
    static let configuration = CommandConfiguration(
        commandName: "execution", abstract: "Show an execution, with every attempt of its actions.")

    @Argument(help: "The execution's id, or its beginning.")
    var execution: ExecutionArgument

    @OptionGroup var output: OutputOptions

    func run(in context: CommandContext) async throws {
        let pipeline = try context.pipelineName()
        let client = try await context.client()
        let id = try await ExecutionArgument.find(execution, pipeline, client)
        let snapshot = try await ExecutionSnapshot.take(client, pipeline, id)
        if context.isJSON(output) {
            return try context.console.show(
                json: GetPipelineExecution.Output(pipelineExecution: snapshot.execution),
                encoder: WireFormat.encoder(pretty: true))
        }
        context.console.show(
            rows: ExecutionView(style: context.console.style, now: context.now()).lines(snapshot))
    }
}
