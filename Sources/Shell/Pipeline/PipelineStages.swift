import AWS
import PipelineAPI

extension ServiceClient {
    /// The stages of a pipeline. A PARALLEL pipeline has no state; there they are those of its newest execution, put
    /// together from its runs.
    func stages(of pipeline: PipelineName) async throws -> GetPipelineState.Output {
        var state = try await self(GetPipelineState.self, .init(name: pipeline))
        guard state.stageStates?.isEmpty ?? true else { return state }
        let declaration = try await self(GetPipeline.self, .init(name: pipeline)).pipeline
        let newest = try await self(ListPipelineExecutions.self, .init(pipelineName: pipeline, maxResults: 1))
            .pipelineExecutionSummaries?.first
        let id = newest?.pipelineExecutionId
        let runs = if let id { try await ActionRuns.of(id, pipeline, self) } else { ActionRuns() }
        state.stageStates = (declaration?.stages ?? []).map { stage in
            runs.stageState(of: stage, in: id, ending: newest?.status)
        }
        return state
    }
}

extension StageState {
    var hasFailure: Bool { actionStates?.contains { $0.latestExecution?.status == .failed } ?? false }

    /// Whether something in it can be run again: also where an action has failed and another still runs.
    var canBeRetried: Bool {
        let status = latestExecution?.status
        return status == .failed || status == .stopped || status == .inProgress && hasFailure
    }
}

extension ActionRuns {
    fileprivate func stageState(
        of stage: StageDeclaration, in execution: ExecutionID?, ending: PipelineExecutionStatus?
    ) -> StageState {
        let latest = latest(of: stage.name)
        let actions = stage.actions.map { action in
            ActionState(
                actionName: action.name,
                latestExecution: latest.first { $0.actionName == action.name }.map { ActionExecution($0) })
        }
        let status = latest.status(of: stage, ending: ending)
        return StageState(
            stageName: stage.name, actionStates: actions,
            latestExecution: execution.flatMap { id in
                status.map { StageExecution(pipelineExecutionId: id, status: $0) }
            })
    }

    /// Where the stage stands, by the newest runs of its actions; `nil` if none has run.
    private func status(of stage: StageDeclaration, ending: PipelineExecutionStatus?) -> StageExecutionStatus? {
        if isEmpty { return nil }
        if contains(where: { $0.status == .inProgress }) { return ending == .stopping ? .stopping : .inProgress }
        if contains(where: { $0.status == .failed }) { return .failed }
        if contains(where: { $0.status == .abandoned }) { return .stopped }
        if count == stage.actions.count { return .succeeded }
        return ending == .stopped ? .stopped : .inProgress
    }
}

extension ActionExecution {
    /// An approval of a PARALLEL execution shows its token as the id of what runs outside.
    fileprivate init(_ run: ActionExecutionDetail) {
        let result = run.output?.executionResult
        self.init(
            actionExecutionId: run.actionExecutionId, status: run.status, summary: result?.externalExecutionSummary,
            lastStatusChange: run.lastUpdateTime,
            token: run.isApproval && run.status == .inProgress ? result?.externalExecutionId : nil,
            externalExecutionId: result?.externalExecutionId, errorDetails: result?.errorDetails)
    }
}
