import ArgumentParser
import PipelineAPI
import Project

/// `pipeline`: the declaration that the project file stands for.
struct ShowPipeline: JSONCommand {
    static let configuration = CommandConfiguration(
        commandName: "pipeline", abstract: "Show the pipeline's declaration.",
        discussion: "With --json the full declaration, as `aws codepipeline create-pipeline` takes it.")

    @OptionGroup var output: OutputOptions

    func run(in context: CommandContext) async throws {
        let project = try await context.loadProject().project
        let declaration = project.declaration
        if context.isJSON(output) {
            return try context.console.show(
                json: CreatePipeline.Input(pipeline: declaration), encoder: WireFormat.encoder(pretty: true))
        }
        context.console.show(DeclarationView(style: context.console.style).lines(declaration))
        context.note(warningsOf: project)
    }
}
