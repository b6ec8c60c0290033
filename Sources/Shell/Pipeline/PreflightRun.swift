import AWS
import Foundation
import Git
import PipelineAPI
import Project

/// Puts the throw-away pipeline of a preflight in place, with a snapshot of the work tree as its source.
struct PreflightRun {
    let context: CommandContext
    let loaded: LoadedProject
    let client: ServiceClient
    let declaration: PipelineDeclaration

    /// Answers the execution that creating the pipeline starts.
    func start() async throws -> ExecutionID {
        let snapshot = try await snapshot()
        _ = try await client(DeletePipeline.self, .init(name: declaration.name))
        _ = try await client(
            RegisterCheckout.self,
            .init(
                pipelineName: declaration.name, repository: loaded.project.source?.repository,
                remoteURL: snapshot?.path, buildProjects: loaded.project.buildProjects))
        _ = try await client(CreatePipeline.self, .init(pipeline: declaration))
        let executions = try await client(
            ListPipelineExecutions.self, .init(pipelineName: declaration.name, maxResults: 1))
        guard let id = executions.pipelineExecutionSummaries?.first?.pipelineExecutionId else {
            throw CommandFailure.failed(
                "No execution started: a variable of the pipeline without a default has no value.")
        }
        context.console.note("execution \(id) of \(declaration.name)")
        return id
    }

    /// A bare repository whose branch has the files as they are; `nil` if the pipeline's source is none of git's.
    private func snapshot() async throws -> URL? {
        guard let source = loaded.project.source else {
            context.console.note("The pipeline's source is no git repository: it is taken from where it is.")
            return nil
        }
        guard let cache = context.cache else { throw CommandFailure.failed("There is no place for a snapshot.") }
        let bare = cache.appending(path: "preflight/\(declaration.name).git", directoryHint: .isDirectory)
        let commit = try await loaded.repository.snapshot(
            into: bare, branch: source.branch, message: "What is on the disk")
        context.console.note("source: \(loaded.repository.workTree.path) as it is, \(commit.short)")
        return bare
    }
}
