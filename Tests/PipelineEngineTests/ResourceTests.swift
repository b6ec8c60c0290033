import Foundation
import PipelineAPI
import PipelineCore
import Testing

@testable import PipelineEngine

@Suite("Tags, webhooks, action types, revisions, secrets", .timeLimit(.minutes(10)))
struct ResourceTests {
    private func expect(_ code: String, _ body: () async throws -> Void) async {
        let error = await #expect(throws: APIError.self) { try await body() }
        #expect(error?.code == code)
    }

    private func arn(_ engine: Engine) async throws -> String {
        try #require(try await engine.getPipeline(.init(name: "shop")).metadata?.pipelineArn)
    }

    @Test("Tags are those of the creation, added ones and none that were taken away, page by page")
    func tags() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            _ = try await engine.createPipeline(.init(pipeline: .shop(), tags: [Tag(key: "b", value: "1")]))
            let arn = try await arn(engine)
            _ = try await engine.tagResource(
                .init(resourceArn: arn, tags: [Tag(key: "a", value: "2"), Tag(key: "c", value: "3")]))
            let first = try await engine.listTagsForResource(.init(resourceArn: arn, maxResults: 2))
            #expect(first.tags?.map(\.key) == ["a", "b"])
            let rest = try await engine.listTagsForResource(.init(resourceArn: arn, nextToken: first.nextToken))
            #expect(rest.tags?.map(\.key) == ["c"])
            #expect(rest.nextToken == nil)
            _ = try await engine.untagResource(.init(resourceArn: arn, tagKeys: ["a", "b"]))
            #expect(try await engine.listTagsForResource(.init(resourceArn: arn)).tags?.map(\.key) == ["c"])
            await expect("InvalidNextTokenException") {
                _ = try await engine.listTagsForResource(.init(resourceArn: arn, nextToken: "2"))
            }
            await expect("InvalidTagsException") {
                _ = try await engine.tagResource(.init(resourceArn: arn, tags: [Tag(key: "AWS:x", value: "")]))
            }
            await expect("TooManyTagsException") {
                let many = (0..<50).map { Tag(key: "k\($0)", value: "") }
                _ = try await engine.tagResource(.init(resourceArn: arn, tags: many))
            }
            await expect("InvalidArnException") { _ = try await engine.listTagsForResource(.init(resourceArn: "x")) }
            await expect("ResourceNotFoundException") {
                _ = try await engine.listTagsForResource(.init(resourceArn: arn + "2"))
            }
        }
    }

    @Test("A deleted pipeline's tags are gone")
    func tagsGoWithThePipeline() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            _ = try await engine.createPipeline(.init(pipeline: .shop(), tags: [Tag(key: "a", value: "1")]))
            _ = try await engine.deletePipeline(.init(name: "shop"))
            _ = try await engine.createPipeline(.init(pipeline: .shop()))
            #expect(try await engine.listTagsForResource(.init(resourceArn: try await arn(engine))).tags == [])
        }
    }

    @Test("A webhook hides its secret and keeps it when the hidden one comes back")
    func webhooks() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            _ = try await engine.createPipeline(.init(pipeline: .shop()))
            var hook = WebhookDefinition(
                name: "hook", targetPipeline: "shop", targetAction: "Source",
                filters: [WebhookFilterRule(jsonPath: "$.ref")], authentication: .githubHMAC,
                authenticationConfiguration: WebhookAuthConfiguration(secretToken: "s3cret"))
            let made = try await engine.putWebhook(.init(webhook: hook)).webhook
            #expect(made?.definition.authenticationConfiguration.secretToken == "****")
            hook.authenticationConfiguration.secretToken = "****"
            #expect(try await engine.putWebhook(.init(webhook: hook)).webhook?.url == made?.url)
            #expect(try await engine.listWebhooks(.init()).webhooks?.map(\.definition) == [hook])
            hook.authenticationConfiguration.secretToken = nil
            await expect("InvalidWebhookAuthenticationParametersException") { [hook] in
                _ = try await engine.putWebhook(.init(webhook: hook))
            }
            hook.authenticationConfiguration.secretToken = "****"
            hook.targetAction = "Ship"
            await expect("ValidationException") { [hook] in _ = try await engine.putWebhook(.init(webhook: hook)) }
            hook.targetPipeline = "none"
            await expect("PipelineNotFoundException") { [hook] in
                _ = try await engine.putWebhook(.init(webhook: hook))
            }
            for _ in 0..<2 { _ = try await engine.deleteWebhook(.init(name: "hook")) }
            #expect(try await engine.listWebhooks(.init()).webhooks == [])
            await expect("WebhookNotFoundException") {
                _ = try await engine.deregisterWebhookWithThirdParty(.init(webhookName: "hook"))
            }
        }
    }

    @Test("A custom action type is listed, updated and deleted")
    func actionTypes() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            let none = ArtifactDetails(minimumCount: 0, maximumCount: 0)
            _ = try await engine.createCustomActionType(
                .init(
                    category: .test, provider: "Probe", version: "2", inputArtifactDetails: none,
                    outputArtifactDetails: none))
            let custom = try await engine.listActionTypes(.init(actionOwnerFilter: .custom)).actionTypes
            #expect(custom.map(\.id.provider) == ["Probe"])
            #expect(try await engine.listActionTypes(.init(actionOwnerFilter: .aws)).actionTypes.count > 10)
            let key = GetActionType.Input(category: .test, owner: "Custom", provider: "Probe", version: "2")
            var declaration = try #require(try await engine.getActionType(key).actionType)
            declaration.description = "probes"
            _ = try await engine.updateActionType(.init(actionType: declaration))
            #expect(try await engine.getActionType(key).actionType == declaration)
            _ = try await engine.deleteCustomActionType(.init(category: .test, provider: "Probe", version: "2"))
            await expect("ActionTypeNotFoundException") { _ = try await engine.getActionType(key) }
        }
    }

    @Test("A new revision starts an execution, a known one answers the execution it had")
    func revisions() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            _ = try await engine.create(.shop())
            let input = PutActionRevision.Input(
                pipelineName: "shop", stageName: "Source", actionName: "Source",
                actionRevision: ActionRevision(revisionId: "r1", revisionChangeId: "c1", created: .now))
            let first = try await engine.putActionRevision(input)
            #expect(first.newRevision == true)
            let again = try await engine.putActionRevision(input)
            #expect(again.newRevision == false)
            #expect(again.pipelineExecutionId == first.pipelineExecutionId)
            await expect("ActionNotFoundException") {
                var input = input
                input.stageName = "Build"
                _ = try await engine.putActionRevision(input)
            }
        }
    }

    @Test("A secret is never shown, and kept when it comes back hidden")
    func secrets() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            var shop = PipelineDeclaration.shop()
            shop.stages[0].actions[0].actionTypeId = ActionTypeID(
                category: .source, owner: .thirdParty, provider: "GitHub")
            shop.stages[0].actions[0].configuration = [
                "Owner": "o", "Repo": "r", "Branch": "main", "OAuthToken": "s3cret",
            ]
            func token(_ pipeline: PipelineDeclaration?) -> String? {
                pipeline?.stages[0].actions[0].configuration?["OAuthToken"]
            }
            #expect(token(try await engine.createPipeline(.init(pipeline: shop)).pipeline) == "****")
            let shown = try #require(try await engine.getPipeline(.init(name: "shop")).pipeline)
            #expect(token(shown) == "****")
            #expect(token(try await engine.updatePipeline(.init(pipeline: shown)).pipeline) == "****")
            let kept = try await engine.storedConfiguration("shop")["OAuthToken"]
            #expect(kept == "s3cret")
            let runs = try await engine.listActionExecutions(.init(pipelineName: "shop")).actionExecutionDetails
            #expect(runs?.last?.input?.configuration?["OAuthToken"] == "****")
        }
    }
}

extension Engine {
    /// The configuration of the pipeline's first action as the engine keeps it.
    fileprivate func storedConfiguration(_ name: PipelineName) throws -> [String: String] {
        try pipeline(name).declaration.stages[0].actions[0].configuration ?? [:]
    }
}
