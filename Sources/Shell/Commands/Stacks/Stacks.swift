import ArgumentParser
import CloudFormation
import Deployment
import Git
import PipelineAPI
import Project

/// `stacks`: what the CDK app deploys.
struct Stacks: JSONCommand {
    static let configuration = CommandConfiguration(
        commandName: "stacks",
        abstract: "Show the stacks of the CDK app, and which stage deploys each.",
        discussion: "With --json as `cdk list --long --json` prints them.")

    @OptionGroup var output: OutputOptions

    func run(in context: CommandContext) async throws {
        let synthesis = try await context.synthesis()
        if context.isJSON(output) {
            return try context.console.show(
                json: synthesis.assembly.allStacks.map(StackListing.init), encoder: WireFormat.encoder(pretty: true))
        }
        let overview = StackOverview(synthesis: synthesis, pipeline: try await context.appPipeline())
        context.console.show(rows: try overview.lines(context.console.style))
    }
}

extension CommandContext {
    /// The pipeline that the app declares; `nil` if it is one without, or lies in no repository that could be its source.
    func appPipeline() async throws -> PipelineDeclaration? { try await appProject()?.declaration }

    /// The app with the pipeline that it declares; `nil` as above.
    func appProject() async throws -> Project? {
        do {
            return try await loadProject().project
        } catch ProjectError.unsupported, GitError.notARepository {
            return nil
        }
    }
}
