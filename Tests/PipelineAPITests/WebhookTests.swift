import Foundation
import PipelineAPI
import Testing

@Suite struct WebhookTests {
    private let body = Data(#"{"ref":"refs/heads/main","commits":[{"id":1},{"id":2}],"a.b":{"c":true}}"#.utf8)

    private func hook(
        _ filters: [WebhookFilterRule], _ authentication: WebhookAuthenticationType = .unauthenticated,
        _ configuration: WebhookAuthConfiguration = .init()
    ) -> WebhookDefinition {
        WebhookDefinition(
            name: "hook", targetPipeline: "shop", targetAction: "Source", filters: filters,
            authentication: authentication, authenticationConfiguration: configuration)
    }

    private func decide(
        _ hook: WebhookDefinition, headers: [String: String] = [:], sender: String? = nil
    ) throws -> WebhookDecision {
        try hook.decision(
            headers: headers, body: body, sender: sender, configuration: ["Branch": "main"],
            hmac: { key, message in key == Data("key".utf8) && message == self.body ? Data([0xab, 0x01]) : Data([0]) })
    }

    @Test(arguments: [
        ("$.ref", "refs/heads/{Branch}", true), ("$.ref", "refs/heads/other", false), ("$.ref", nil, true),
        ("$.none", nil, false), ("$.commits[1].id", "2", true), ("$.commits[*].id", "2", true),
        ("$.commits[2].id", nil, false), ("$['a.b'].c", "true", true), ("$.ref.deeper", nil, false),
    ])
    func aFilterMatchesWhatItsPathLeadsTo(path: String, value: String?, isMatch: Bool) throws {
        let decision = try decide(hook([WebhookFilterRule(jsonPath: path, matchEquals: value)]))
        #expect(decision == (isMatch ? .start("shop") : .ignore))
    }

    @Test func allFiltersMustMatch() throws {
        let filters = [WebhookFilterRule(jsonPath: "$.ref"), WebhookFilterRule(jsonPath: "$.none")]
        #expect(try decide(hook(filters)) == .ignore)
    }

    @Test(arguments: ["ref", "$ref", "$.", "$[", "$[-1]", "$..a", ""])
    func aPathOfAnotherFormIsRefused(path: String) {
        let error = #expect(throws: APIError.self) {
            try hook([WebhookFilterRule(jsonPath: path)]).checkFilters()
        }
        #expect(error?.code == "InvalidWebhookFilterPatternException")
    }

    @Test(arguments: [
        ("X-Hub-Signature-256", "sha256=ab01", true), ("x-hub-signature-256", "SHA256=AB01", true),
        ("X-Hub-Signature-256", "sha256=ab02", false), ("X-Hub-Signature-256", "ab01", false), ("Other", "", false),
    ])
    func aSignatureMustBeTheBodys(header: String, value: String, isGenuine: Bool) throws {
        let hook = hook([WebhookFilterRule(jsonPath: "$.ref")], .githubHMAC, .init(secretToken: "key"))
        #expect(try decide(hook, headers: [header: value]) == (isGenuine ? .start("shop") : .refuse))
    }

    @Test(arguments: [
        ("192.0.2.0/24", "192.0.2.77", true), ("192.0.2.0/24", "192.0.3.77", false), ("192.0.2.0/24", nil, false),
        ("0.0.0.0/0", "8.8.8.8", true), ("192.0.2.1/32", "192.0.2.2", false), ("192.0.2.0/24", "nonsense", false),
    ])
    func anAddressMustBeInTheRange(range: String, sender: String?, isGenuine: Bool) throws {
        let hook = hook([WebhookFilterRule(jsonPath: "$.ref")], .ip, .init(allowedIPRange: range))
        #expect(try decide(hook, sender: sender) == (isGenuine ? .start("shop") : .refuse))
    }
}
