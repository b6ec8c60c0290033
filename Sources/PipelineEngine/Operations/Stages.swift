public import PipelineAPI
import PipelineCore

extension Engine {
    public func getPipelineState(_ input: GetPipelineState.Input) throws -> GetPipelineState.Output {
        let state = try pipeline(input.name)
        return GetPipelineState.Output(
            pipelineName: state.name, pipelineVersion: state.version, stageStates: state.stageStates(),
            created: state.created, updated: state.updated)
    }

    public func retryStageExecution(_ input: RetryStageExecution.Input) throws -> RetryStageExecution.Output {
        try step(
            input.pipelineName,
            .stageRetried(stage: input.stageName, execution: input.pipelineExecutionId, mode: input.retryMode))
        return RetryStageExecution.Output(pipelineExecutionId: input.pipelineExecutionId)
    }

    public func putApprovalResult(_ input: PutApprovalResult.Input) throws -> PutApprovalResult.Output {
        let state = try step(
            input.pipelineName,
            .approvalDecided(
                stage: input.stageName, action: input.actionName, token: input.token, result: input.result,
                by: "arn:aws:iam::\(settings.accountId):root"))
        let slot = state.stages.first { $0.name == input.stageName }
        return PutApprovalResult.Output(approvedAt: slot?.newestRuns[input.actionName]?.lastUpdateTime)
    }

    public func enableStageTransition(_ input: EnableStageTransition.Input) throws -> Empty {
        try step(
            input.pipelineName,
            .transitionEnabled(
                stage: input.stageName, type: input.transitionType, by: "arn:aws:iam::\(settings.accountId):root"))
        return Empty()
    }

    public func disableStageTransition(_ input: DisableStageTransition.Input) throws -> Empty {
        try step(
            input.pipelineName,
            .transitionDisabled(
                stage: input.stageName, type: input.transitionType, reason: input.reason,
                by: "arn:aws:iam::\(settings.accountId):root"))
        return Empty()
    }
}
