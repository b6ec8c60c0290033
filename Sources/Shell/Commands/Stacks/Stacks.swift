import ArgumentParser
import PipelineAPI
import Project

/// `stacks`: what the CDK app deploys.
struct Stacks: ShellCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show the stacks of the CDK app, and which stage deploys each.")

    func run(in context: CommandContext) async throws {
        let synthesis = try await context.synthesis()
        let pipeline: PipelineDeclaration?
        do {
            pipeline = try await context.loadProject().project.declaration
        } catch ProjectError.unsupported {
            pipeline = nil
        }
        let overview = StackOverview(synthesis: synthesis, pipeline: pipeline)
        context.console.show(rows: try overview.lines(context.console.style))
    }
}
