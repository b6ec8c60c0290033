public import PipelineAPI
import PipelineCore

extension Engine {
    public func getPipelineState(_ input: GetPipelineState.Input) throws -> GetPipelineState.Output {
        let state = try pipeline(input.name)
        return GetPipelineState.Output(
            pipelineName: state.name, pipelineVersion: state.version,
            stageStates: linking(state.stageStates(), of: state.declaration), created: state.created,
            updated: state.updated)
    }

    public func retryStageExecution(_ input: RetryStageExecution.Input) throws -> RetryStageExecution.Output {
        try checkArtifacts(input)
        try step(
            input.pipelineName,
            .stageRetried(stage: input.stageName, execution: input.pipelineExecutionId, mode: input.retryMode))
        return RetryStageExecution.Output(pipelineExecutionId: input.pipelineExecutionId)
    }

    /// An execution of a PARALLEL pipeline can be so old that its artifacts are gone.
    private func checkArtifacts(_ input: RetryStageExecution.Input) throws {
        let execution = try store.execution(input.pipelineExecutionId, of: input.pipelineName)
        guard let execution, execution.mode == .parallel, try !store.hasArtifacts(execution.id) else { return }
        throw Rejection.stageNotRetryable(
            input.stageName, reason: "the artifacts of execution '\(execution.id)' are kept no longer"
        ).apiError(pipeline: input.pipelineName, account: settings.accountId)
    }

    public func putApprovalResult(_ input: PutApprovalResult.Input) throws -> PutApprovalResult.Output {
        try checkUndecided(input)
        let state = try step(
            input.pipelineName,
            .approvalDecided(
                stage: input.stageName, action: input.actionName, token: input.token, result: input.result,
                by: "arn:aws:iam::\(settings.accountId):root"))
        let run = state.changedRuns.last { $0.token == input.token }
        return PutApprovalResult.Output(approvedAt: run?.lastUpdateTime)
    }

    /// The state may show the approval no more, since its execution has ended or another one came after it.
    private func checkUndecided(_ input: PutApprovalResult.Input) throws {
        guard let run = try store.approval(input.token, of: input.pipelineName), run.updatedBy != nil,
            (run.stage, run.action.name) == (input.stageName, input.actionName)
        else { return }
        throw Rejection.approvalAlreadyCompleted(input.actionName).apiError(
            pipeline: input.pipelineName, account: settings.accountId)
    }

    public func rollbackStage(_ input: RollbackStage.Input) throws -> RollbackStage.Output {
        let state = try pipeline(input.pipelineName)
        if state.declaration.pipelineType == .v1 {
            throw Rejection.rollbackImpossible(
                stage: input.stageName, reason: "rollback can only be used with V2 pipelines"
            ).apiError(pipeline: input.pipelineName, account: settings.accountId)
        }
        let target = try execution(input.targetPipelineExecutionId, of: input.pipelineName)
        let hasSucceeded = try store.hasSucceeded(target.id, in: input.stageName, of: input.pipelineName)
        if hasSucceeded, try !store.hasArtifacts(target.id) {
            throw Rejection.rollbackImpossible(
                stage: input.stageName, reason: "the artifacts of execution '\(target.id)' are kept no longer"
            ).apiError(pipeline: input.pipelineName, account: settings.accountId)
        }
        let after = try step(
            input.pipelineName,
            .stageRolledBack(
                stage: input.stageName, target: target, hasSucceeded: hasSucceeded, trigger: trigger(.manualRollback)))
        let started = after.executions.values.first { $0.number == state.nextNumber }
        return RollbackStage.Output(pipelineExecutionId: started?.id)
    }

    public func overrideStageCondition(_ input: OverrideStageCondition.Input) throws -> Empty {
        let gate: StageGate = input.conditionType == .beforeEntry ? .beforeEntry : .onSuccess
        try step(
            input.pipelineName,
            .conditionOverridden(stage: input.stageName, execution: input.pipelineExecutionId, gate: gate))
        return Empty()
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
