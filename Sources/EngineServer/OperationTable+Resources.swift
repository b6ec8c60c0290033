import PipelineAPI
import PipelineEngine

extension OperationTable {
    /// What belongs to pipelines without being their state.
    mutating func addResources(_ engine: Engine) {
        on(ListTagsForResource.self) { try await engine.listTagsForResource($0) }
        on(TagResource.self) { try await engine.tagResource($0) }
        on(UntagResource.self) { try await engine.untagResource($0) }
        on(CreateCustomActionType.self) { try await engine.createCustomActionType($0) }
        on(DeleteCustomActionType.self) { try await engine.deleteCustomActionType($0) }
        on(GetActionType.self) { try await engine.getActionType($0) }
        on(UpdateActionType.self) { try await engine.updateActionType($0) }
        on(ListActionTypes.self) { try await engine.listActionTypes($0) }
        on(ListRuleTypes.self) { engine.listRuleTypes($0) }
        on(PutActionRevision.self) { try await engine.putActionRevision($0) }
        on(ListDeployActionExecutionTargets.self) { try await engine.listDeployActionExecutionTargets($0) }
        on(PutWebhook.self) { try await engine.putWebhook($0) }
        on(ListWebhooks.self) { try await engine.listWebhooks($0) }
        on(DeleteWebhook.self) { try await engine.deleteWebhook($0) }
        on(RegisterWebhookWithThirdParty.self) { try await engine.registerWebhookWithThirdParty($0) }
        on(DeregisterWebhookWithThirdParty.self) { try await engine.deregisterWebhookWithThirdParty($0) }
    }

    /// What job workers ask and tell.
    mutating func addJobs(_ engine: Engine) {
        on(PollForJobs.self) { try await engine.pollForJobs($0) }
        on(AcknowledgeJob.self) { try await engine.acknowledgeJob($0) }
        on(GetJobDetails.self) { try await engine.getJobDetails($0) }
        on(PutJobSuccessResult.self) { try await engine.putJobSuccessResult($0) }
        on(PutJobFailureResult.self) { try await engine.putJobFailureResult($0) }
        on(PollForThirdPartyJobs.self) { try engine.pollForThirdPartyJobs($0) }
        on(AcknowledgeThirdPartyJob.self) { try engine.acknowledgeThirdPartyJob($0) }
        on(GetThirdPartyJobDetails.self) { try engine.getThirdPartyJobDetails($0) }
        on(PutThirdPartyJobSuccessResult.self) { try engine.putThirdPartyJobSuccessResult($0) }
        on(PutThirdPartyJobFailureResult.self) { try engine.putThirdPartyJobFailureResult($0) }
    }
}
