public import Logging
import PipelineAPI
public import PipelineEngine

extension OperationTable {
    /// The operations of CodePipeline and of sluice's extension that an engine answers.
    public init(engine: Engine, version: String, logger: Logger) {
        self.init(logger: logger)
        on(CreatePipeline.self) { try await engine.createPipeline($0) }
        on(UpdatePipeline.self) { try await engine.updatePipeline($0) }
        on(GetPipeline.self, atHand: engine.pipelineAtHand) { try await engine.getPipeline($0) }
        on(ListPipelines.self) { try await engine.listPipelines($0) }
        on(DeletePipeline.self) { try await engine.deletePipeline($0) }
        on(StartPipelineExecution.self) { try await engine.startPipelineExecution($0) }
        on(StopPipelineExecution.self) { try await engine.stopPipelineExecution($0) }
        on(GetPipelineExecution.self) { try await engine.getPipelineExecution($0) }
        on(ListPipelineExecutions.self) { try await engine.listPipelineExecutions($0) }
        on(ListActionExecutions.self) { try await engine.listActionExecutions($0) }
        on(GetPipelineState.self) { try await engine.getPipelineState($0) }
        on(RetryStageExecution.self) { try await engine.retryStageExecution($0) }
        on(RollbackStage.self) { try await engine.rollbackStage($0) }
        on(OverrideStageCondition.self) { try await engine.overrideStageCondition($0) }
        on(ListRuleExecutions.self) { try await engine.listRuleExecutions($0) }
        on(PutApprovalResult.self) { try await engine.putApprovalResult($0) }
        on(EnableStageTransition.self) { try await engine.enableStageTransition($0) }
        on(DisableStageTransition.self) { try await engine.disableStageTransition($0) }
        addResources(engine)
        addJobs(engine)
        on(DescribeEngine.self) { _ in await engine.describeEngine(version: version) }
        on(StartRevisions.self) { try await engine.startRevisions($0) }
        on(RegisterCheckout.self) { try await engine.registerCheckout($0) }
        on(DescribeCheckout.self) { try await engine.describeCheckout($0) }
    }
}
