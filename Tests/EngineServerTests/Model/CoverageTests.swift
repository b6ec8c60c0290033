import EngineServer
import Foundation
import Logging
import PipelineAPI
import PipelineEngine
import TestSupport
import Testing

@Suite struct CoverageTests {
    private static let resourcesAndJobs = [
        "AcknowledgeJob", "AcknowledgeThirdPartyJob", "CreateCustomActionType", "DeleteCustomActionType",
        "DeleteWebhook", "DeregisterWebhookWithThirdParty", "GetActionType", "GetJobDetails",
        "GetThirdPartyJobDetails", "ListActionTypes", "ListDeployActionExecutionTargets", "ListRuleTypes",
        "ListTagsForResource", "ListWebhooks", "PollForJobs", "PollForThirdPartyJobs", "PutActionRevision",
        "PutJobFailureResult", "PutJobSuccessResult", "PutThirdPartyJobFailureResult",
        "PutThirdPartyJobSuccessResult", "PutWebhook", "RegisterWebhookWithThirdParty", "TagResource",
        "UntagResource", "UpdateActionType",
    ]

    @Test(arguments: resourcesAndJobs)
    func theOperationIsOffered(_ operation: String) async throws {
        try await withScratchDirectory { folder in
            let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            let engine = try Engine(folder: folder, settings: EngineSettings(), providers: [], logger: logger)
            let table = OperationTable(engine: engine, version: "1", logger: logger)
            let answer = await table.respond(target: Service.codePipeline.target(operation), body: Data())
            let code = answer.headers["x-amzn-errortype"]
            #expect(code != "UnknownOperationException" && code != "UnsupportedOperationException")
            #expect(answer.status < 500)
        }
    }
}
