import Foundation
import PipelineAPI
import PipelineCore
import PipelineEngine
import Testing

@Suite("What a webhook's delivery starts", .timeLimit(.minutes(10)))
struct WebhookDeliveryTests {
    private static let commit = "4d1b0ac5d2b1f5c3a86c9d1b04c1d65a3f3cd6d8"

    /// The answer to a delivery, and the revision that the source action then was to take.
    private func deliver(
        _ body: String, _ authentication: WebhookAuthenticationType = .ip
    ) async throws -> (reception: WebhookReception, revision: SourceRevisionOverride?) {
        var received: (WebhookReception, SourceRevisionOverride?)?
        try await withEngineScene { scene in
            let desk = RunDesk()
            let engine = try await scene.open(.at(desk))
            var shop = PipelineDeclaration.shop()
            shop.stages[0].actions[0].configuration = ["Branch": "main"]
            _ = try await engine.create(shop)
            await desk.end(await desk.next("Source"), .broken)
            try await engine.wait(for: .failed)
            let hook = WebhookDefinition(
                name: "hook", targetPipeline: "shop", targetAction: "Source",
                filters: [WebhookFilterRule(jsonPath: "$.ref")], authentication: authentication,
                authenticationConfiguration: .init(allowedIPRange: authentication == .ip ? "192.0.2.0/24" : nil))
            let path = try #require(try await engine.putWebhook(.init(webhook: hook)).webhook?.url)
            let reception = try await engine.receive(
                WebhookDelivery(path: path, headers: [:], body: Data(body.utf8), sender: "192.0.2.7"),
                hmac: { _, _ in Data() })
            guard case .started = reception else {
                received = (reception, nil)
                return
            }
            received = (reception, await desk.next("Source").revisionOverride)
        }
        return try #require(received)
    }

    @Test("The pushed commit is what a proven sender starts")
    func commit() async throws {
        let push = #"{"ref":"refs/heads/main","after":"\#(Self.commit)"}"#
        #expect(try await deliver(push).revision?.revisionValue == Self.commit)
    }

    @Test("A stranger starts the branch as it is", arguments: [WebhookAuthenticationType.unauthenticated])
    func stranger(authentication: WebhookAuthenticationType) async throws {
        let push = #"{"ref":"refs/heads/main","after":"\#(Self.commit)"}"#
        let answer = try await deliver(push, authentication)
        guard case .started = answer.reception else {
            Issue.record("\(answer.reception)")
            return
        }
        #expect(answer.revision == nil)
    }

    @Test(
        "What is no commit, or one of another branch, is not taken for one",
        arguments: [
            #"{"ref":"refs/heads/main","after":"main"}"#,
            #"{"ref":"refs/heads/main","after":"--upload-pack=x"}"#,
            #"{"ref":"refs/heads/other","after":"4d1b0ac5d2b1f5c3a86c9d1b04c1d65a3f3cd6d8"}"#,
            #"{"ref":"refs/heads/main"}"#,
        ])
    func noCommit(push: String) async throws {
        #expect(try await deliver(push).revision == nil)
    }

    @Test(
        "A branch that was deleted starts nothing",
        arguments: [
            #"{"ref":"refs/heads/main","after":"0000000000000000000000000000000000000000"}"#,
            #"{"ref":"refs/heads/main","deleted":true}"#,
        ])
    func deletion(push: String) async throws {
        #expect(try await deliver(push).reception == .ignored)
    }
}
