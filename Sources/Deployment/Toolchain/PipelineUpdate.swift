import AWS
import Foundation
import PipelineAPI
import Project

/// The self-mutation of a pipeline on the embedded engine: its declaration and its build projects become those of the
/// assembly, and the execution starts anew if the declaration changed, as CloudFormation does with
/// `RestartExecutionOnUpdate`.
struct PipelineUpdate {
    let client: ServiceClient
    let tools: BuildTools
    let project: Project
    let say: @Sendable (String) -> Void

    enum Problem: Error, CustomStringConvertible {
        case unknown(PipelineName)
        /// The same commit declares another pipeline with each synthesis, which would never end.
        case restless(PipelineName, [DeclarationChange])

        var description: String {
            switch self {
            case .unknown(let name):
                "the app declares the pipeline '\(name)', which the engine does not have; `deploy` creates it"
            case .restless(let name, let changes):
                "'\(name)' has updated itself \(PipelineUpdate.patience) times for this commit and would do so again "
                    + "(\(changes.count) changes): the app declares another pipeline each time it is run"
            }
        }
    }

    func apply() async throws {
        let declared = declaration
        guard let current = try await current(declared.name) else { throw Problem.unknown(declared.name) }
        let region = current.stages.first?.actions.first?.region ?? tools.region
        let changes = declared.normalized(region: region).changes(from: current)
        _ = try await client(
            RegisterCheckout.self, .init(pipelineName: declared.name, buildProjects: project.buildProjects))
        if changes.isEmpty { return say("\(declared.name): the pipeline is up to date (no changes)") }
        let executions = try await executions(of: declared.name)
        if isRestless(executions) { throw Problem.restless(declared.name, changes) }
        say("\(declared.name): \(changes.count) change\(changes.count == 1 ? "" : "s") in the pipeline's structure")
        _ = try await client(UpdatePipeline.self, .init(pipeline: declared))
        say("\(declared.name): updated; this execution ends here")
        if project.restartsOnUpdate { try await restart(declared.name, executions) }
    }

    /// How often in a row one commit may change the pipeline.
    private static let patience = 3

    /// Whether the executions just before this one carried the same and were cancelled by its updates.
    private func isRestless(_ executions: [PipelineExecutionSummary]) -> Bool {
        let own = executions.drop { $0.pipelineExecutionId != tools.execution }
        let before = own.dropFirst().prefix { execution in
            execution.status == .cancelled && execution.sourceRevisions == own.first?.sourceRevisions
        }
        return before.count >= Self.patience
    }

    private func executions(of name: PipelineName) async throws -> [PipelineExecutionSummary] {
        try await client(ListPipelineExecutions.self, .init(pipelineName: name, maxResults: 50))
            .pipelineExecutionSummaries ?? []
    }

    /// A preflight updates its own pipeline, never the real one.
    private var declaration: PipelineDeclaration {
        let declared = project.declaration
        let isPreflight = tools.pipeline?.isPreflight == true && declared.name.preflight == tools.pipeline
        return isPreflight ? PreflightPlan(declared).declaration : declared
    }

    private func current(_ name: PipelineName) async throws -> PipelineDeclaration? {
        do {
            return try await client(GetPipeline.self, .init(name: name)).pipeline
        } catch ClientError.service(let error) where error.code == "PipelineNotFoundException" {
            return nil
        }
    }

    /// The new execution carries what this one does, whatever the branch is at by now.
    private func restart(_ name: PipelineName, _ executions: [PipelineExecutionSummary]) async throws {
        let own = executions.first { $0.pipelineExecutionId == tools.execution }
        let revisions = (own?.sourceRevisions ?? []).compactMap { revision -> SourceRevisionOverride? in
            guard let id = revision.revisionId, [40, 64].contains(id.count), id.allSatisfy(\.isHexDigit),
                hasGitSource(revision.actionName)
            else { return nil }
            return SourceRevisionOverride(actionName: revision.actionName, revisionType: .commitID, revisionValue: id)
        }
        let start = try await client.start(
            .init(
                name: name, clientRequestToken: String(tools.build.rawValue.suffix(36)),
                sourceRevisions: revisions.isEmpty ? nil : revisions))
        say("\(name): started again as execution \(start.pipelineExecutionId ?? "")")
    }

    private func hasGitSource(_ action: ActionName) -> Bool {
        let sources = project.declaration.stages.first?.actions ?? []
        return sources.contains { $0.name == action && $0.actionTypeId.provider != "S3" }
    }
}
