public import PipelineAPI

/// Why an event was refused. A refused event changes nothing.
public enum Rejection: Error, Sendable, Equatable {
    case stageNotFound(StageName)
    case actionNotFound(ActionName, stage: StageName)
    case executionNotFound(ExecutionID)
    case notLatestExecution(ExecutionID, stage: StageName)
    case stageNotRetryable(StageName, reason: String)
    case rollbackImpossible(stage: StageName, reason: String)
    /// The target of a rollback belongs to an earlier version of the pipeline.
    case executionOutdated(ExecutionID)
    case conditionNotOverridable(StageGate, stage: StageName, reason: String)
    case executionNotStoppable(ExecutionID, PipelineExecutionStatus?)
    case duplicateStopRequest(ExecutionID)
    case approvalTokenInvalid
    case approvalAlreadyCompleted(ActionName)
    case variableMissing([String])
    case variableUnknown(String)
    case tooManyExecutions(limit: Int)
    /// A result of a run that is not in progress: an attempt that was abandoned, or reported twice.
    case runNotInProgress(ActionExecutionID)
    case nameChanged(from: PipelineName, to: PipelineName)
}
