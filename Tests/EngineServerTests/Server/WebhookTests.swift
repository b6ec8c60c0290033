import Foundation
import PipelineAPI
import PipelineEngine
import Testing

@Suite("Webhooks over HTTP", .timeLimit(.minutes(10)))
struct WebhookTests {
    private static let push = #"{"ref":"refs/heads/main","after":"4d1b0ac5d2b1f5c3a86c9d1b04c1d65a3f3cd6d8"}"#
    /// Of `push` under the secret, as `openssl dgst -sha256 -hmac` makes it.
    private static let signature = "sha256=47fb274ebb75fc169950de5f5877b3ac866834e7f889d51d7294eb46b8f7e639"

    private static let pipeline: PipelineDeclaration = {
        var source = ActionDeclaration(
            name: "Source", actionTypeId: ActionTypeID(category: .source, owner: .custom, provider: "Scripted"))
        source.configuration = ["Branch": "main"]
        let build = ActionDeclaration(
            name: "Build", actionTypeId: ActionTypeID(category: .build, owner: .custom, provider: "Scripted"))
        return PipelineDeclaration(
            name: "shop", roleArn: "arn:aws:iam::123456789012:role/pipeline",
            artifactStore: ArtifactStore(location: "artifacts"),
            stages: [
                StageDeclaration(name: "Source", actions: [source]), StageDeclaration(name: "Build", actions: [build]),
            ], pipelineType: .v2)
    }()

    /// Puts the pipeline and a webhook in place; answers the webhook's path.
    private func prepare(
        _ engine: Engine, _ authentication: WebhookAuthenticationType = .githubHMAC,
        _ configuration: WebhookAuthConfiguration = .init(secretToken: "It's a Secret to Everybody")
    ) async throws -> String {
        await engine.setNetworkAddress("http://127.0.0.1:1")
        try await declareType(engine, .source)
        try await declareType(engine, .build)
        _ = try await engine.createPipeline(.init(pipeline: Self.pipeline))
        let webhook = try await engine.putWebhook(
            .init(
                webhook: WebhookDefinition(
                    name: "hook", targetPipeline: "shop", targetAction: "Source",
                    filters: [WebhookFilterRule(jsonPath: "$.ref", matchEquals: "refs/heads/{Branch}")],
                    authentication: authentication, authenticationConfiguration: configuration))
        ).webhook
        let url = try #require(webhook?.url)
        #expect(url.hasPrefix("http://127.0.0.1:1/webhooks/"))
        return String(url.dropFirst("http://127.0.0.1:1".count))
    }

    private func declareType(_ engine: Engine, _ category: ActionCategory) async throws {
        _ = try await engine.createCustomActionType(
            .init(
                category: category, provider: "Scripted", version: "1",
                configurationProperties: [.init(name: "Branch", required: false, key: true, secret: false)],
                inputArtifactDetails: .init(minimumCount: 0, maximumCount: 5),
                outputArtifactDetails: .init(minimumCount: 0, maximumCount: 5)))
    }

    private func triggers(_ engine: Engine) async throws -> [TriggerType?] {
        let executions = try await engine.listPipelineExecutions(.init(pipelineName: "shop"))
        return (executions.pipelineExecutionSummaries ?? []).map { $0.trigger?.triggerType }
    }

    private func webhook(_ engine: Engine) async throws -> ListWebhookItem {
        try #require(try await engine.listWebhooks(.init()).webhooks?.first)
    }

    @Test("A signed push to the branch starts the pipeline, though no AWS signature is on it")
    func signedPush() async throws {
        try await withNetworkServer { server in
            let path = try await prepare(server.engine)
            let answer = try await server.post(
                Self.push, to: path, headers: ["X-Hub-Signature-256": Self.signature, "X-GitHub-Event": "push"])
            #expect(answer.hasPrefix("HTTP/1.1 200"), "\(answer)")
            #expect(try await triggers(server.engine) == [.webhook, .createPipeline])
            let webhook = try await webhook(server.engine)
            #expect(webhook.lastTriggered != nil && webhook.errorCode == nil)
        }
    }

    @Test("An unsigned or wrongly signed delivery, and one signed for another body, are refused and noted")
    func unprovenSenders() async throws {
        try await withNetworkServer { server in
            let path = try await prepare(server.engine)
            let signed = ["X-Hub-Signature-256": Self.signature]
            let deliveries: [(String, [String: String])] = [
                (Self.push, [:]), (Self.push, ["X-Hub-Signature-256": String(Self.signature.dropLast()) + "0"]),
                (Self.push + " ", signed), (Self.push.replacing("main", with: "prod"), signed),
            ]
            for (body, headers) in deliveries {
                let answer = try await server.post(body, to: path, headers: headers)
                #expect(answer.hasPrefix("HTTP/1.1 403") && answer.contains("AccessDeniedException"), "\(answer)")
            }
            #expect(try await triggers(server.engine) == [.createPipeline])
            let webhook = try await webhook(server.engine)
            #expect(webhook.errorCode == "AccessDeniedException" && webhook.lastTriggered == nil)
        }
    }

    @Test("A push to another branch is taken and starts nothing")
    func otherBranch() async throws {
        try await withNetworkServer { server in
            let path = try await prepare(server.engine, .unauthenticated, .init())
            let answer = try await server.post(Self.push.replacing("main", with: "other"), to: path)
            #expect(answer.hasPrefix("HTTP/1.1 200"), "\(answer)")
            #expect(try await triggers(server.engine) == [.createPipeline])
        }
    }

    @Test(
        "A webhook for addresses takes what comes from them, and nothing from others",
        arguments: [
            ("127.0.0.0/8", "HTTP/1.1 200"), ("192.0.2.0/24", "HTTP/1.1 403"),
        ])
    func addresses(range: String, status: String) async throws {
        try await withNetworkServer { server in
            let path = try await prepare(server.engine, .ip, .init(allowedIPRange: range))
            #expect(try await server.post(Self.push, to: path).hasPrefix(status))
        }
    }

    @Test("What is no webhook's address is not found; a body over the limit is refused")
    func wrongDeliveries() async throws {
        try await withNetworkServer { server in
            let path = try await prepare(server.engine, .unauthenticated, .init())
            for other in ["/webhooks/", "/webhooks/none", path + "/", path.replacing("webhooks", with: "other")] {
                let answer = try await server.post(Self.push, to: other)
                #expect(answer.hasPrefix("HTTP/1.1 404"), "\(other): \(answer)")
            }
            let long = try await server.post(String(repeating: " ", count: 4 * 1024 * 1024 + 1), to: path)
            #expect(long.hasPrefix("HTTP/1.1 413"), "\(long.prefix(300))")
            _ = try await server.engine.deleteWebhook(.init(name: "hook"))
            #expect(try await server.post(Self.push, to: path).hasPrefix("HTTP/1.1 404"))
        }
    }

    @Test("A delivery for a pipeline that is gone is refused, and the webhook says why")
    func pipelineGone() async throws {
        try await withNetworkServer { server in
            let path = try await prepare(server.engine)
            _ = try await server.engine.deletePipeline(.init(name: "shop"))
            let answer = try await server.post(
                Self.push, to: path, headers: ["X-Hub-Signature-256": Self.signature])
            #expect(answer.hasPrefix("HTTP/1.1 400") && answer.contains("PipelineNotFoundException"), "\(answer)")
            #expect(try await webhook(server.engine).errorCode == "PipelineNotFoundException")
        }
    }

    @Test("The Unix socket has no webhooks")
    func onlyOverTCP() async throws {
        try await withServer { server in
            let answer = try await exchange(
                "POST /webhooks/x HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
                socketPath: server.socketPath)
            #expect(answer.hasPrefix("HTTP/1.1 404"), "\(answer)")
        }
    }

    @Test("Without a signature nothing but webhooks is served")
    func operationsNeedSignatures() async throws {
        try await withNetworkServer { server in
            let answer = try await exchange(
                "POST / HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\nX-Amz-Target: \(ListPipelines.target)\r\n"
                    + "Content-Length: 2\r\nConnection: close\r\n\r\n{}", port: server.port)
            #expect(answer.contains("MissingAuthenticationTokenException"), "\(answer)")
        }
    }
}
