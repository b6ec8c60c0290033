import Foundation
import PipelineAPI
import Testing

@Suite struct ResourceRequestTests {
    private static let none = ArtifactDetails(minimumCount: 0, maximumCount: 0)

    private static func update(
        _ change: (inout ActionTypeDeclaration) -> Void
    ) -> UpdateActionType.Input {
        var type = ActionTypeDeclaration(
            executor: ActionTypeExecutor(configuration: ExecutorConfiguration(), type: .jobWorker),
            id: ActionTypeID(category: .build, owner: .custom, provider: "Forge"), inputArtifactDetails: none,
            outputArtifactDetails: none)
        change(&type)
        return UpdateActionType.Input(actionType: type)
    }

    private static func create(_ properties: [ActionConfigurationProperty]) -> CreateCustomActionType.Input {
        CreateCustomActionType.Input(
            category: .build, provider: "Forge", version: "1", configurationProperties: properties,
            inputArtifactDetails: none, outputArtifactDetails: none)
    }

    private static func property(
        _ name: String, required: Bool = true, secret: Bool = false, queryable: Bool = true
    ) -> ActionConfigurationProperty {
        ActionConfigurationProperty(name: name, required: required, key: true, secret: secret, queryable: queryable)
    }

    private static func webhook(_ configuration: WebhookAuthConfiguration) -> PutWebhook.Input {
        PutWebhook.Input(
            webhook: WebhookDefinition(
                name: "hook", targetPipeline: "shop", targetAction: "Source",
                filters: [WebhookFilterRule(jsonPath: "$.ref")], authentication: .githubHMAC,
                authenticationConfiguration: configuration))
    }

    static let broken: [(any Validated & Sendable, String)] = [
        (update { $0.executor.jobTimeout = 59 }, "at 'actionType.executor.jobTimeout'"),
        (update { $0.inputArtifactDetails.maximumCount = 11 }, "at 'actionType.inputArtifactDetails.maximumCount'"),
        (update { $0.inputArtifactDetails.minimumCount = 1 }, "at 'actionType.inputArtifactDetails.minimumCount'"),
        (update { $0.description = "" }, "at 'actionType.description'"),
        (update { $0.urls = ActionTypeURLs(entityUrlTemplate: "") }, "at 'actionType.urls.entityUrlTemplate'"),
        (create([property("A"), property("B")]), "at 'configurationProperties.2.member.queryable'"),
        (create([property("A", required: false)]), "must be required and not secret"),
        (create([property("A", secret: true)]), "must be required and not secret"),
        (create([property("A"), property("A", queryable: false)]), "at 'configurationProperties.2.member.name'"),
        (
            PutActionRevision.Input(
                pipelineName: "shop", stageName: "Source", actionName: "Source",
                actionRevision: ActionRevision(revisionId: "", revisionChangeId: "c", created: .now)),
            "at 'actionRevision.revisionId'"
        ),
        (DeleteWebhook.Input(name: "a b"), "Value 'a b' at 'name'"),
        (RegisterWebhookWithThirdParty.Input(webhookName: ""), "at 'webhookName'"),
        (DeregisterWebhookWithThirdParty.Input(webhookName: "a/b"), "Value 'a/b' at 'webhookName'"),
        (webhook(.init(secretToken: "")), "at 'webhook.authenticationConfiguration.SecretToken'"),
        (
            GetActionType.Input(category: .build, owner: "Nobody", provider: "P", version: "1"),
            "Value 'Nobody' at 'owner'"
        ),
        (ListActionTypes.Input(regionFilter: "x"), "Value 'x' at 'regionFilter'"),
        (ListRuleTypes.Input(ruleOwnerFilter: "Custom"), "Member must satisfy enum value set: [AWS]"),
        (
            ListDeployActionExecutionTargets.Input(actionExecutionId: "x", maxResults: 0),
            "Value '0' at 'maxResults'"
        ),
        (
            PollForThirdPartyJobs.Input(
                actionTypeId: ActionTypeID(category: .build, owner: .thirdParty, provider: "P"), maxBatchSize: 0),
            "Value '0' at 'maxBatchSize'"
        ),
        (GetThirdPartyJobDetails.Input(jobId: "j", clientToken: ""), "at 'clientToken'"),
        (AcknowledgeThirdPartyJob.Input(jobId: "", nonce: "n", clientToken: "t"), "at 'jobId'"),
        (
            PollForJobs.Input(
                actionTypeId: ActionTypeID(category: .build, owner: .custom, provider: "P"),
                queryParam: ["Project": "two words"]), "Value 'two words' at 'queryParam'"
        ),
    ]

    @Test(arguments: broken.indices)
    func aBrokenRequestIsRefusedInTheServicesWords(_ index: Int) {
        let (input, words) = Self.broken[index]
        let error = #expect(throws: APIError.self) { try input.validate() }
        #expect(
            error?.code == "ValidationException" && error?.message.contains(words) ?? false,
            "\(String(describing: error))")
    }

    @Test func aSecretIsNotInTheMessageThatRefusesIt() {
        let secret = String(repeating: "s3cret", count: 20)
        let error = #expect(throws: APIError.self) { try Self.webhook(.init(secretToken: secret)).validate() }
        #expect(error?.message.contains("s3cret") == false)
    }

    @Test func soundRequestsAreTaken() throws {
        try Self.update { $0.executor.jobTimeout = 60 }.validate()
        try Self.create([Self.property("A"), Self.property("B", queryable: false)]).validate()
        try Self.webhook(.init(secretToken: "s")).validate()
        try ListActionTypes.Input(regionFilter: "eu-central-1").validate()
    }
}
