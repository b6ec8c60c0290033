import ArgumentParser
import Foundation
import PipelineAPI
import Project

/// `open`: goes to another project.
struct Open: ShellCommand {
    static let configuration = CommandConfiguration(
        abstract: "Go to a project, and check its pipeline.",
        discussion: "The folder may be anywhere below the project's. Without one, the current project is checked.")

    @Argument(help: ArgumentHelp("The project's folder.", valueName: "dir"), completion: .directory)
    var directory: String?

    func run(in context: CommandContext) async throws {
        let folder = try folder(context)
        var there = context
        there.workspace = Workspace(folder)
        let loaded = try await there.loadProject()
        // Only a project that loads becomes the current one.
        context.workspace.directory = folder
        if directory != nil { context.console.note("Opened \(loaded.project.root.path)") }
        let stages = loaded.project.declaration.stages.map(\.name.rawValue).joined(separator: " → ")
        context.console.show("\(loaded.pipeline): \(stages)")
        for warning in loaded.project.warnings { context.console.note("warning: \(warning)") }
    }

    private func folder(_ context: CommandContext) throws -> URL {
        guard let directory else { return context.workspace.directory }
        let expanded = NSString(string: directory).expandingTildeInPath
        let folder = URL(filePath: expanded, relativeTo: context.workspace.directory).standardizedFileURL
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isDirectory), isDirectory.boolValue
        else { throw CommandFailure.usage("\(folder.path) is not a folder") }
        guard ProjectFinder.find(from: folder) != nil else { throw ProjectError.notFound(from: folder) }
        return folder
    }
}
