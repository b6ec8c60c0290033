import PipelineAPI

extension APIError {
    static let noOperation = APIError(
        code: "UnknownOperationException", message: "The request names no operation (header X-Amz-Target)")

    static func unknownOperation(_ target: String) -> APIError {
        APIError(code: "UnknownOperationException", message: "There is no operation '\(target)'")
    }

    /// The one error clients repeat by themselves, so it is for what repeating may cure.
    static func internalFailure(requestID: String) -> APIError {
        APIError(
            code: "InternalFailure", message: "The engine failed; its log tells more under \(requestID)", status: 500)
    }

    /// Newer AWS SDKs may choose CBOR where a service offers it.
    static let noCBOR = APIError(
        code: "UnsupportedProtocolException",
        message: "This endpoint speaks AWS JSON 1.1 (POST / with X-Amz-Target), not Smithy RPC v2 CBOR")

    static func notFound(_ path: String) -> APIError {
        APIError(code: "ResourceNotFoundException", message: "There is nothing at '\(path)'", status: 404)
    }

    static func tooLarge(limit: Int) -> APIError {
        APIError(
            code: "RequestEntityTooLargeException", message: "The request is longer than \(limit) bytes", status: 413)
    }

    static let foreignPeer = APIError(
        code: "AccessDeniedException", message: "This engine belongs to another user of the machine", status: 403)
}

extension Service {
    /// Why an operation of this service has no handler: it is AWS's and not the engine's, or nobody's.
    func refusal(of operation: String, offered: [String]) -> APIError {
        switch self {
        case .codePipeline where !Self.codePipelineOperations.contains(operation), .sluice:
            return .unknownOperation(target(operation))
        case .codePipeline:
            return unsupported("This engine does not offer '\(operation)'; AWS CodePipeline does")
        case .codeBuild, .logs:
            let list = offered.isEmpty ? "nothing" : offered.joined(separator: ", ")
            return unsupported("This engine does not offer '\(operation)'; of \(rawValue) it offers \(list)")
        }
    }

    private func unsupported(_ message: String) -> APIError {
        APIError(code: "UnsupportedOperationException", message: message)
    }

    /// Every operation of the CodePipeline API, version 2015-07-09.
    private static let codePipelineOperations: Set<String> = [
        "AcknowledgeJob", "AcknowledgeThirdPartyJob", "CreateCustomActionType", "CreatePipeline",
        "DeleteCustomActionType", "DeletePipeline", "DeleteWebhook", "DeregisterWebhookWithThirdParty",
        "DisableStageTransition", "EnableStageTransition", "GetActionType", "GetJobDetails", "GetPipeline",
        "GetPipelineExecution", "GetPipelineState", "GetThirdPartyJobDetails", "ListActionExecutions",
        "ListActionTypes", "ListDeployActionExecutionTargets", "ListPipelineExecutions", "ListPipelines",
        "ListRuleExecutions", "ListRuleTypes", "ListTagsForResource", "ListWebhooks", "OverrideStageCondition",
        "PollForJobs", "PollForThirdPartyJobs", "PutActionRevision", "PutApprovalResult", "PutJobFailureResult",
        "PutJobSuccessResult", "PutThirdPartyJobFailureResult", "PutThirdPartyJobSuccessResult", "PutWebhook",
        "RegisterWebhookWithThirdParty", "RetryStageExecution", "RollbackStage", "StartPipelineExecution",
        "StopPipelineExecution", "TagResource", "UntagResource", "UpdateActionType", "UpdatePipeline",
    ]
}
