import AWS
import ArgumentParser
import PipelineAPI

/// `stop`: stops what runs.
struct Stop: JSONCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop",
        abstract: "Stop an execution after its running actions.",
        discussion: "With --abandon at once; the builds of a local engine are ended too.")

    @Argument(help: ArgumentHelp("The execution; the newest that runs if left out.", valueName: "running-execution"))
    var execution: ExecutionArgument?

    @Flag(help: "Do not wait for the running actions: end them.")
    var abandon = false

    @Option(name: .shortAndLong, help: "Why, for the history.")
    var reason: String?

    @OptionGroup var output: OutputOptions
    @OptionGroup var consent: ConsentOptions

    func run(in context: CommandContext) async throws {
        let pipeline = try context.pipelineName()
        let client = try await context.client()
        let id = try await executionToStop(pipeline, client)
        let snapshot = try await ExecutionSnapshot.take(client, pipeline, id)
        if snapshot.status.hasEnded {
            throw CommandFailure.failed("Execution \(id.short) does not run: \(snapshot.status.rawValue).")
        }
        try await context.confirm(
            "\(abandon ? "Stop at once, abandoning what runs:" : "Stop") execution \(id.short), \(snapshot.commitLabel)?",
            consent: consent)
        let answer = try await client(
            StopPipelineExecution.self,
            .init(pipelineName: pipeline, pipelineExecutionId: id, abandon: abandon, reason: reason))
        if context.isJSON(output) {
            return try context.console.show(json: answer, encoder: WireFormat.encoder(pretty: true))
        }
        context.console.show(
            abandon ? "stopped execution \(id.short)" : "stopping execution \(id.short) after its running actions")
        if !abandon, snapshot.sign == .approval {
            context.console.note("An approval waits: `approve` or `reject` ends it, `stop --abandon` does so at once.")
        }
    }

    private func executionToStop(_ pipeline: PipelineName, _ client: ServiceClient) async throws -> ExecutionID {
        if let execution { return try await ExecutionArgument.find(execution, pipeline, client) }
        let executions =
            try await client(ListPipelineExecutions.self, .init(pipelineName: pipeline)).pipelineExecutionSummaries
            ?? []
        guard let running = executions.first(where: { !($0.status?.hasEnded ?? true) })?.pipelineExecutionId else {
            throw CommandFailure.failed("Nothing runs; there is nothing to stop.")
        }
        return running
    }
}
