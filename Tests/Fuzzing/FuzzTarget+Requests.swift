import Foundation
import PipelineAPI

typealias AnyOperation = any (PipelineAPI.Operation & SendableMetatype).Type

/// The name of an operation on the first line, its JSON behind it.
extension FuzzTarget {
    static let request = message("request", Samples.requests) { operation, json in operation.readInput(json) }

    /// What a client reads of an engine, or of whoever says to be one.
    static let answer = message("answer", Samples.answers) { operation, json in operation.readOutput(json) }

    static let operations: [AnyOperation] =
        [
            CreatePipeline.self, UpdatePipeline.self, GetPipeline.self, ListPipelines.self, DeletePipeline.self,
            StartPipelineExecution.self, StopPipelineExecution.self, GetPipelineExecution.self,
            ListPipelineExecutions.self, ListActionExecutions.self, GetPipelineState.self, RetryStageExecution.self,
            RollbackStage.self, OverrideStageCondition.self, ListRuleExecutions.self, PutApprovalResult.self,
            EnableStageTransition.self, DisableStageTransition.self,
        ] + resources + jobs + builds + extensions

    private static let resources: [AnyOperation] = [
        ListTagsForResource.self, TagResource.self, UntagResource.self, CreateCustomActionType.self,
        DeleteCustomActionType.self, GetActionType.self, UpdateActionType.self, ListActionTypes.self,
        ListRuleTypes.self, PutActionRevision.self, ListDeployActionExecutionTargets.self, PutWebhook.self,
        ListWebhooks.self, DeleteWebhook.self, RegisterWebhookWithThirdParty.self,
        DeregisterWebhookWithThirdParty.self,
    ]

    private static let jobs: [AnyOperation] = [
        PollForJobs.self, AcknowledgeJob.self, GetJobDetails.self, PutJobSuccessResult.self,
        PutJobFailureResult.self, PollForThirdPartyJobs.self, AcknowledgeThirdPartyJob.self,
        GetThirdPartyJobDetails.self, PutThirdPartyJobSuccessResult.self, PutThirdPartyJobFailureResult.self,
    ]

    private static let builds: [AnyOperation] = [
        BatchGetBuilds.self, BatchGetBuildBatches.self, BatchGetProjects.self, ListBuildBatches.self,
        ListBuildBatchesForProject.self, ListBuildsForProject.self,
        StartBuild.self, StopBuild.self, DescribeLogStreams.self, GetLogEvents.self, FilterLogEvents.self,
    ]

    private static let extensions: [AnyOperation] = [
        AwaitLogEvents.self, DescribeCheckout.self, DescribeEngine.self, DescribeRehearsal.self, RehearseStack.self,
        RegisterCheckout.self, ReportPush.self, StartRevisions.self,
    ]

    private static func message(
        _ name: String, _ samples: [String],
        _ read: @escaping @Sendable (AnyOperation, Data) -> Void
    ) -> FuzzTarget {
        let named = Dictionary(operations.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        return FuzzTarget(name, samples: samples) { bytes in
            let parts = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 1)
            guard parts.count == 2, let operation = named[String(decoding: parts[0], as: UTF8.self)] else { return }
            read(operation, Data(parts[1]))
        }
    }
}

extension PipelineAPI.Operation {
    /// Without its service's prefix.
    static var name: String { String(target.split(separator: ".").last ?? "") }

    fileprivate static func readInput(_ json: Data) {
        guard let input = twice(Input.self, json) else { return }
        try? (input as? any Validated)?.validate()
    }

    fileprivate static func readOutput(_ json: Data) {
        _ = twice(Output.self, json)
    }

    /// What is taken can be written, and read again to the same.
    private static func twice<Value: Codable>(_ type: Value.Type, _ json: Data) -> Value? {
        guard let value = try? WireFormat.decoder().decode(Value.self, from: json) else { return nil }
        let written = try? WireFormat.encoder(pretty: true).encode(value)
        let again = written.flatMap { try? WireFormat.decoder().decode(Value.self, from: $0) }
        precondition(
            written != nil && again.flatMap { try? WireFormat.encoder(pretty: true).encode($0) } == written,
            "what was taken cannot be written")
        return value
    }
}
