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
        let loaded = try await context.loadProject()
        // Only a project that loads becomes the current one.
        current.go(to: there.directory, projectFile: there.projectFile)
        if path != nil { context.console.note("Opened \((there.projectFile ?? loaded.project.root).path)") }
        let stages = loaded.project.declaration.stages.map(\.name.rawValue).joined(separator: " → ")
        context.console.show("\(loaded.pipeline): \(stages)")
        context.note(warningsOf: loaded.project)
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
