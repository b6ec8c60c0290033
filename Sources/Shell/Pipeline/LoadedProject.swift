import CloudFormation
import Deployment
import Foundation
import Git
import PipelineAPI
import Project

/// The project of the folder the shell stands in, with its repository.
struct LoadedProject: Sendable {
    var project: Project
    var repository: Repository
    /// The remote that the pipeline's source means; `nil` before there is one.
    var remote: Remote?
    /// Of a CDK app: what it was synthesised to.
    var synthesis: Synthesis?

    var pipeline: PipelineName { project.declaration.name }

    /// The name of the remote that sluice works with.
    static let remoteName = "origin"

    /// A remote that is a path is meant from the work tree; the engine stands elsewhere.
    func absolute(_ url: RemoteURL) -> String {
        let text = url.withoutCredentials
        guard url.form == .path, !text.hasPrefix("/") else { return text }
        return URL(filePath: text, relativeTo: repository.workTree).standardizedFileURL.path
    }
}

extension Project {
    /// The repositories of the pipeline that the checkout's remote is: those of its name, `owner/name` or `name` alone, and in
    /// any case that of the first source.
    func repositories(at remote: RemoteURL) -> [String] {
        let names = declaration.stages.flatMap(\.actions).compactMap { GitSourceConfiguration($0)?.repository }
        let full = RepositoryName.of(remote, or: file).lowercased()
        let matching = names.filter { name in
            let name = name.lowercased()
            return name == full || !name.contains("/") && full.hasSuffix("/" + name)
        }
        return Set(matching + [source?.repository].compactMap { $0 }).sorted()
    }

    /// Whether a push may start the pipeline by itself: where it says so.
    var startsByPush: Bool {
        declaration.triggers?.isEmpty == false
            || declaration.stages.flatMap(\.actions).contains {
                GitSourceConfiguration($0)?.detectsChanges ?? false
            }
    }
}

extension CommandContext {
    var git: GitCommand {
        GitCommand(
            environment: environment, caller: console.isInputTerminal ? .person : .script,
            credentialHelper: credentials?.helperWithinSluice,
            askpass: credentials?.usedAskpass)
    }

    func repository() async throws -> Repository {
        try await Repository.find(from: workspace.directory, command: git)
    }

    /// The project file: the chosen one, or the only one from this folder upwards.
    func projectFile(top: URL? = nil) throws(ProjectError) -> URL {
        if let chosen = workspace.projectFile { return chosen }
        return try ProjectFinder.findOnlyOne(from: workspace.directory, top: top)
    }

    /// Says what the project's declaration may hold and what will hurt when it runs.
    func note(warningsOf project: Project) {
        for warning in project.warnings { console.note(Untrusted.shown("warning: \(warning)")) }
    }

    /// Loads the project.
    ///
    /// - Parameter synthesizing: whether a CDK app may be run for it; otherwise its last result has to do.
    func loadProject(synthesizing: Bool = true) async throws -> LoadedProject {
        let file = try projectFile()
        let repository = try await repository()
        let remotes = try await repository.remotes()
        let remote = remotes.first { $0.name == LoadedProject.remoteName } ?? remotes.first
        let isApp = Project.isApp(file)
        let place = isApp && synthesizing ? try await appPlace() : place()
        let defaults = Project.Defaults(
            repository: RepositoryName.of(remote?.url, or: repository.workTree), account: place.account,
            region: place.region)
        let synthesis = isApp ? try await synthesis(of: file, for: place, running: synthesizing) : nil
        let project =
            try synthesis.map { try Project.load($0.assembly, in: $0.directory, app: file, defaults: defaults) }
            ?? Project.load(file, defaults: defaults)
        if synthesis != nil { synthesizer(of: file, for: place).remember(pipeline: project.declaration.name.rawValue) }
        return LoadedProject(project: project, repository: repository, remote: remote, synthesis: synthesis)
    }

    /// The pipeline of this folder, without asking git anything.
    func pipelineName() throws -> PipelineName {
        let file = try projectFile()
        guard Project.isApp(file) else { return try Project.pipelineName(in: file) }
        let folder = file.deletingLastPathComponent()
        guard let name = synthesisMemory.flatMap({ Synthesizer.rememberedPipeline(folder: folder, memory: $0) }) else {
            throw CommandFailure.failed(
                "No pipeline of this app is known.", hint: "`synth` finds out whether a stack declares one.")
        }
        return PipelineName(name)
    }
}

/// `owner/name` of a repository, read from its address.
enum RepositoryName {
    static func of(_ url: RemoteURL?, or folder: URL) -> String {
        let path = url?.path ?? folder.path
        var parts = path.split(separator: "/").map(String.init).suffix(2)
        if let last = parts.popLast() { parts.append(last.hasSuffix(".git") ? String(last.dropLast(4)) : last) }
        return (parts.count == 2 ? parts.joined(separator: "/") : "local/" + parts.joined()).filter { !$0.isWhitespace }
    }
}
