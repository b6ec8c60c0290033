import AWS
import ArgumentParser
import PipelineAPI

/// `watch`: follows one execution to its end.
struct Watch: JSONCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Watch an execution until it ends.",
        discussion: "Ctrl-C ends the watching, never the pipeline.")

    @Argument(help: "The execution; the newest at this moment if left out.")
    var execution: ExecutionArgument?

    @OptionGroup var output: OutputOptions

    func run(in context: CommandContext) async throws {
        let pipeline = try context.pipelineName()
        let client = try await context.client()
        let id = try await ExecutionArgument.find(execution, pipeline, client)
        if context.isJSON(output) { return try await stream(id, pipeline, client, context) }
        context.console.note("execution \(id.short) of \(pipeline)")
        try await Following(context: context, client: client, pipeline: pipeline).watch(id)
    }

    private func stream(
        _ id: ExecutionID, _ pipeline: PipelineName, _ client: ServiceClient, _ context: CommandContext
    ) async throws {
        let end = try await ExecutionFollower(client: client, pipeline: pipeline, execution: id).follow { snapshot in
            try context.console.show(
                json: GetPipelineExecution.Output(pipelineExecution: snapshot.execution),
                encoder: WireFormat.encoder())
        }
        if end.status != .succeeded { throw CommandFailure.reported(exitCode: 1) }
    }
}

/// An execution by its id, or a beginning that only one has.
struct ExecutionArgument: ExpressibleByArgument, Sendable {
    var text: String

    init?(argument: String) { text = argument }

    /// The execution that is meant; the newest one without an argument.
    static func find(
        _ argument: ExecutionArgument?, _ pipeline: PipelineName, _ client: ServiceClient
    ) async throws -> ExecutionID {
        let executions = try await client.all(
            ListPipelineExecutions.self, .init(pipelineName: pipeline, maxResults: argument == nil ? 1 : 100),
            limit: argument == nil ? 1 : .max)
        let ids = executions.compactMap(\.pipelineExecutionId?.rawValue)
        guard let argument else {
            guard let newest = ids.first else { throw CommandFailure.failed("\(pipeline) has never run.") }
            return ExecutionID(newest)
        }
        if argument.text.isEmpty {
            throw CommandFailure.usage("an execution's id is empty", hint: "`history` lists them.")
        }
        let found = ids.filter { $0.hasPrefix(argument.text.lowercased()) }
        if found.count == 1, let id = found.first { return ExecutionID(id) }
        if found.count > 1 { throw CommandFailure.usage("several executions begin with '\(argument.text)'") }
        throw CommandFailure.usage(
            "there is no execution '\(Untrusted.line(argument.text))'", hint: "`history` lists them.")
    }
}
