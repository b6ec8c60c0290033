public import PipelineAPI

extension PipelineState {
    /// What `GetPipelineState` answers: one element per stage of the declaration. PARALLEL pipelines have no state.
    public func stageStates() -> [StageState] {
        guard declaration.executionMode != .parallel else { return [] }
        return zip(declaration.stages, stages).map { stage, slot in
            let inbound = slot.inbound.compactMap { executions[$0] }.map {
                StageExecution(pipelineExecutionId: $0.id, status: .inProgress, type: $0.type.shown)
            }
            return StageState(
                stageName: stage.name, inboundExecution: inbound.first, inboundExecutions: inbound,
                inboundTransitionState: slot.transition, actionStates: stage.actions.map(slot.actionState),
                latestExecution: slot.latest.map {
                    StageExecution(
                        pipelineExecutionId: $0.execution, status: $0.status,
                        type: executions[$0.execution]?.type.shown)
                }, beforeEntryConditionState: slot.conditionState(.beforeEntry, of: stage),
                onSuccessConditionState: slot.conditionState(.onSuccess, of: stage),
                onFailureConditionState: slot.conditionState(.onFailure, of: stage),
                retryStageMetadata: slot.latest?.retries)
        }
    }
}

extension ExecutionType {
    /// The type appears for rollbacks only.
    fileprivate var shown: ExecutionType? { self == .rollback ? self : nil }
}

extension StageSlot {
    fileprivate func actionState(_ action: ActionDeclaration) -> ActionState {
        let run = newestRuns[action.name]
        return ActionState(
            actionName: action.name, currentRevision: run?.currentRevision, latestExecution: run?.stateView,
            revisionUrl: run?.result.revision?.revisionUrl)
    }
}

extension ActionRun {
    fileprivate var currentRevision: ActionRevision? {
        guard action.actionTypeId.category == .source, let id = result.revision?.revisionId else { return nil }
        return ActionRevision(
            revisionId: id, revisionChangeId: result.revisionChangeID ?? id,
            created: result.revisionCreated ?? lastUpdateTime)
    }

    fileprivate var stateView: ActionExecution {
        ActionExecution(
            actionExecutionId: id, status: status, summary: shownSummary, lastStatusChange: lastUpdateTime,
            token: status == .inProgress ? token : nil, lastUpdatedBy: updatedBy,
            externalExecutionId: result.externalExecutionID, externalExecutionUrl: result.externalExecutionURL,
            percentComplete: result.percentComplete,
            errorDetails: errorDetails, logStreamARN: result.logStreamARN)
    }

    /// The state's summary has 1 to 2048 characters; a commit message can have more, a provider's word none.
    private var shownSummary: String? {
        result.summary.flatMap { $0.isEmpty ? nil : String($0.prefix(2048)) }
    }
}
