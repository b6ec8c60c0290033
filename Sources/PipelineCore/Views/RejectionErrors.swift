public import PipelineAPI

extension Rejection {
    /// The rejection as the API's exception. Where AWS's own sentence is not public, it says what is wrong and why.
    public func apiError(pipeline: PipelineName, account: String) -> APIError {
        switch self {
        case .stageNotFound(let stage):
            APIError(
                code: "StageNotFoundException",
                message: "Stage '\(stage)' does not exist in pipeline '\(pipeline)' of account '\(account)'")
        case .actionNotFound(let action, let stage):
            APIError(
                code: "ActionNotFoundException",
                message: "Action '\(action)' does not exist in stage '\(stage)' of pipeline '\(pipeline)'")
        case .executionNotFound(let id):
            APIError(
                code: "PipelineExecutionNotFoundException",
                message: "The pipeline '\(pipeline)' has no execution with the id '\(id)'")
        case .notLatestExecution(let id, let stage):
            APIError(
                code: "NotLatestPipelineExecutionException",
                message:
                    "Execution '\(id)' is not the latest one in stage '\(stage)', and only that one can go on there")
        case .stageNotRetryable(let stage, let reason):
            APIError(
                code: "StageNotRetryableException", message: "Stage '\(stage)' cannot be retried: \(reason)")
        case .rollbackImpossible(let stage, let reason):
            APIError(
                code: "UnableToRollbackStageException", message: "Stage '\(stage)' cannot be rolled back: \(reason)")
        case .executionOutdated(let id):
            APIError(
                code: "PipelineExecutionOutdatedException",
                message: "Execution '\(id)' belongs to an earlier version of the pipeline '\(pipeline)'")
        case .conditionNotOverridable(let gate, let stage, let reason):
            APIError(
                code: "ConditionNotOverridableException",
                message: "The condition \(gate.rawValue) of stage '\(stage)' cannot be overridden: \(reason)")
        case .executionNotStoppable(let id, let status):
            APIError(
                code: "PipelineExecutionNotStoppableException",
                message: "Execution '\(id)' cannot be stopped: "
                    + (status.map { "its status is \($0.rawValue)" } ?? "it is not known"))
        case .duplicateStopRequest(let id):
            APIError(
                code: "DuplicatedStopRequestException",
                message: "Execution '\(id)' has been told to stop already")
        case .approvalTokenInvalid:
            APIError(
                code: "InvalidApprovalTokenException",
                message: "The token is not that of an approval that waits")
        case .approvalAlreadyCompleted(let action):
            APIError(
                code: "ApprovalAlreadyCompletedException", message: "The approval '\(action)' was decided already")
        case .variableMissing(let names):
            .validation("The pipeline needs values for these variables: \(names.joined(separator: ", "))")
        case .variableUnknown(let name):
            .validation("The pipeline has no variable '\(name)'")
        case .tooManyExecutions(let limit):
            APIError(
                code: "ConcurrentPipelineExecutionsLimitExceededException",
                message: "The pipeline '\(pipeline)' has \(limit) executions in progress, which is the limit")
        case .runNotInProgress(let id):
            APIError(code: "InvalidJobStateException", message: "The run '\(id)' is not in progress")
        case .nameChanged(let old, let new):
            .validation("The name of pipeline '\(old)' cannot be changed to '\(new)'")
        }
    }
}
