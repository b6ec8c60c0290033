import ArgumentParser
import Foundation
import PipelineAPI
import Project

/// `open`: goes to another project.
struct Open: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "open",
        abstract: "Go to a project, and check its pipeline.",
        discussion: """
            Of a CDK app the stacks are shown too; it may have no pipeline. \
            The folder may be anywhere below the project's; a file chooses among several that declare a pipeline. \
            Without either, the current project is checked.
            """)

    @Argument(help: ArgumentHelp("The project's folder, or its file.", valueName: "project"), completion: .file())
    var path: String?

    func run(in context: CommandContext) async throws {
        let there = try destination(context)
        var context = context
        let current = context.workspace
        context.workspace = there
        let isApp = context.hasApp
        let synthesis = isApp ? try await context.synthesis() : nil
        // An app may have stacks and no pipeline.
        let project = isApp ? try await context.appProject() : try await context.loadProject().project
        let overview = try synthesis.map {
            try StackOverview(synthesis: $0, pipeline: project?.declaration).lines(context.console.style)
        }
        // Only a project that loads becomes the current one.
        current.go(to: there.directory, projectFile: there.projectFile)
        if path != nil {
            let place = try there.projectFile ?? context.projectFile().deletingLastPathComponent()
            context.console.note("Opened \(place.path)")
        }
        if let project { show(project, in: context) }
        if let overview { context.console.show(rows: overview) }
    }

    private func show(_ project: Project, in context: CommandContext) {
        let declaration = project.declaration
        context.console.show("\(declaration.name): \(declaration.stages.map(\.name.rawValue).joined(separator: " → "))")
        context.note(warningsOf: project)
    }

    private func destination(_ context: CommandContext) throws -> Workspace {
        guard let path else {
            return Workspace(context.workspace.directory, projectFile: context.workspace.projectFile)
        }
        let place = context.location(path)
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: place.path, isDirectory: &isDirectory) else {
            throw CommandFailure.usage("there is no file or folder \(place.path)")
        }
        guard isDirectory.boolValue else { return Workspace(place.deletingLastPathComponent(), projectFile: place) }
        guard ProjectFinder.find(from: place) != nil else { throw ProjectError.notFound(from: place) }
        return Workspace(place)
    }
}
