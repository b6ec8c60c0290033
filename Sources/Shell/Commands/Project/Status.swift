import AWS
import ArgumentParser
import Git
import PipelineAPI
import Project

/// `status`: what is changed here, and where the pipeline stands.
struct Status: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show what is changed here, and where the pipeline stands.")

    func run(in context: CommandContext) async throws {
        let repository = try await context.repository()
        let status = try await repository.status(.full)
        context.console.show(GitStatusView(style: context.console.style).lines(status))
        let name: PipelineName
        do {
            name = try await context.loadProject(synthesizing: false).pipeline
        } catch ProjectError.notFound {
            return
        } catch CommandFailure.failed(let text, let hint) {
            return context.console.show([text, hint].compactMap(\.self).joined(separator: " "))
        }
        guard let client = try await context.connect(true) else { return }
        try await showPipeline(name, client, context)
        await showTroubles(name, client, context)
    }

    /// What keeps the engine from hearing of changes at the pipeline's sources.
    private func showTroubles(_ name: PipelineName, _ client: ServiceClient, _ context: CommandContext) async {
        if context.deploysOnAWS { return }
        let troubles = try? await client(DescribeEngine.self, .init()).troubles
        for trouble in troubles ?? [] where trouble.pipelines.contains(name) {
            context.console.show("  " + trouble.line)
        }
    }

    private func showPipeline(_ name: PipelineName, _ client: ServiceClient, _ context: CommandContext) async throws {
        let executions: [PipelineExecutionSummary]
        do {
            executions =
                try await client(ListPipelineExecutions.self, .init(pipelineName: name, maxResults: 1))
                .pipelineExecutionSummaries ?? []
        } catch ClientError.service(let error) where error.code == "PipelineNotFoundException" {
            return context.console.show("pipeline \(name): not created yet · `deploy` creates it")
        }
        guard let newest = executions.first else { return context.console.show("pipeline \(name): never run") }
        context.console.show(
            "pipeline \(name): "
                + ExecutionListView(style: context.console.style, now: context.now()).line(newest))
        guard let id = newest.pipelineExecutionId, newest.status == .inProgress else { return }
        let snapshot = try await ExecutionSnapshot.take(client, name, id)
        let style = context.console.style
        for run in snapshot.runs where run.status == .inProgress {
            context.console.show("  " + ExecutionReporter.progress(run, snapshot, style))
        }
        if let gate = snapshot.gate { context.console.show("  " + gate.line(style)) }
    }
}
