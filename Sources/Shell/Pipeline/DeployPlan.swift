import Git
import PipelineAPI

/// Everything that a deployment depends on, at one moment. What is applied is bound to it.
struct DeployFacts: Equatable {
    /// As the project file declares it, with what the service fills in.
    var declaration: PipelineDeclaration
    /// What the endpoint has; `nil` before the pipeline was created.
    var current: PipelineDeclaration?
    /// The commit that the remote's branch is at; `nil` if the pipeline takes nothing from a git repository.
    var head: CommitID?
    /// The remote of another repository that has a pipeline of this name on the engine.
    var otherRemote: String?
    /// Newest first.
    var executions: [PipelineExecutionSummary]
    /// The CodeBuild projects that the project file declares.
    var buildProjects: [BuildProject] = []
    /// Those of the same names that the endpoint has.
    var currentBuildProjects: [BuildProject] = []
    /// Where the engine deploys the pipeline's stacks; `nil` if it only rehearses them.
    var target: DeploymentTarget?

    /// The names of the projects whose next builds would be others.
    var changedBuildProjects: [String] {
        buildProjects.filter { !currentBuildProjects.contains($0) }.map(\.name)
    }

    /// Whether a yes to `shown` is a yes to this too: only how far executions have come may differ, and only where
    /// that changes nothing of what is done.
    func agree(with shown: DeployFacts) -> Bool {
        declaration == shown.declaration && current == shown.current && head == shown.head
            && otherRemote == shown.otherRemote && target == shown.target
            && buildProjects == shown.buildProjects && changedBuildProjects == shown.changedBuildProjects
            && DeployPlan(self) == DeployPlan(shown)
    }
}

/// What `deploy` would do.
struct DeployPlan: Equatable {
    enum Step: Equatable {
        /// Creating starts the first execution by itself.
        case create
        case update([DeclarationChange])
        case start
        /// Nothing to do, and why.
        case nothing(String)
    }

    var step: Step
    /// The executions that an update cancels.
    var cancelled: [ExecutionID]
    /// The commit that the last successful execution carried, or the last one if none succeeded.
    var lastDeployed: CommitID?
    /// What a person should know before saying yes.
    var warning: String?

    init(_ facts: DeployFacts) {
        let sameCommit = facts.head.flatMap { head in facts.executions.first { $0.carries(head) } }
        let running = facts.executions.filter { !($0.status?.hasEnded ?? true) }.compactMap(\.pipelineExecutionId)
        let deployed =
            facts.executions.first { $0.status == .succeeded } ?? facts.executions.first { $0.revision != nil }
        lastDeployed = deployed?.revision.flatMap { CommitID(rawValue: $0) }
        cancelled = []
        guard let current = facts.current else {
            step = .create
            return
        }
        let changes = facts.declaration.changes(from: current)
        if !changes.isEmpty {
            step = .update(changes)
            cancelled = running
        } else if !facts.changedBuildProjects.isEmpty {
            // The same commit may be built otherwise.
            step = .start
        } else if sameCommit?.status == .succeeded, lastDeployed != facts.head {
            // The branch went back to a commit that another one has replaced since.
            step = .start
        } else if let head = facts.head, let sameCommit, let id = sameCommit.pipelineExecutionId {
            step = Self.step(forRunOf: head, id, sameCommit.status)
            warning = Self.warning(ofRun: id, sameCommit.status)
        } else {
            step = .start
        }
    }

    private static func warning(ofRun id: ExecutionID, _ status: PipelineExecutionStatus?) -> String? {
        switch status {
        case .failed:
            "Execution \(id.short) of this commit failed: `retry` goes on from there, deploying starts from the beginning."
        // Whether anything of it can be retried depends on where it was stopped.
        case .stopped: "Execution \(id.short) of this commit was stopped; deploying starts from the beginning."
        case .inProgress, .stopping, .cancelled, .superseded, .succeeded, nil: nil
        }
    }

    private static func step(
        forRunOf head: CommitID, _ id: ExecutionID, _ status: PipelineExecutionStatus?
    ) -> Step {
        switch status {
        case .succeeded: .nothing("\(head.short) was deployed by execution \(id.short).")
        case .inProgress, .stopping: .nothing("\(head.short) is under way in execution \(id.short) · `watch`")
        case .failed, .stopped, .cancelled, .superseded, nil: .start
        }
    }
}

extension PipelineExecutionSummary {
    var revision: String? { sourceRevisions?.first?.revisionId }

    func carries(_ commit: CommitID) -> Bool { revision == commit.rawValue }
}
