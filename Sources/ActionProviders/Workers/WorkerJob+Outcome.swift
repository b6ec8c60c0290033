import PipelineAPI
import PipelineCore
import PipelineEngine

extension WorkerJob {
    /// What the worker has said so far.
    var progress: ActionResult {
        ActionResult(
            externalExecutionID: details?.externalExecutionId, summary: details?.summary,
            percentComplete: details?.percentComplete)
    }

    /// How the action ended; `nil` while a worker is awaited or at work.
    func outcome(_ artifacts: ArtifactFolder) -> ActionOutcome? {
        switch status {
        case .succeeded: .succeeded(result(artifacts))
        case .failed: .failed(error, failed)
        case .timedOut:
            .failed(
                ErrorDetails(code: "JobFailed", message: "No job worker ended the job in time"), progress)
        case .created, .queued, .dispatched, .inProgress: nil
        }
    }

    private func result(_ artifacts: ArtifactFolder) -> ActionResult {
        var result = progress
        result.outputVariables = outputVariables
        result.revision = revision.map {
            SourceRevision(
                actionName: start.action.name, revisionId: $0.revision, revisionSummary: $0.revisionSummary)
        }
        (result.revisionChangeID, result.revisionCreated) = (revision?.changeIdentifier, revision?.created)
        for output in start.action.outputArtifacts ?? [] {
            let location = location(of: output.name, in: artifacts)
            if artifacts.contains(location) { result.outputArtifacts[output.name] = location }
        }
        return result
    }

    private var failed: ActionResult {
        var result = progress
        result.externalExecutionID = failure?.externalExecutionId ?? result.externalExecutionID
        return result
    }

    private var error: ErrorDetails {
        ErrorDetails(
            code: failure?.type.rawValue ?? "JobFailed", message: failure?.message ?? "The job was withdrawn")
    }
}
