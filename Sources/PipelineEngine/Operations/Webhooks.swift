import Foundation
public import PipelineAPI
import PipelineCore

extension Engine {
    public func putWebhook(_ input: PutWebhook.Input) throws -> PutWebhook.Output {
        let definition = input.webhook
        try requireTarget(of: definition)
        try definition.checkFilters()
        try definition.checkAuthentication()
        try Tag.check(input.tags ?? [])
        let known = try store.webhooks()
        let old = known.first { $0.definition.name == definition.name }
        if old == nil, known.count >= Self.webhooksLimit {
            throw APIError(
                code: "LimitExceededException", message: "There can be up to \(Self.webhooksLimit) webhooks")
        }
        let arn = "arn:aws:codepipeline:\(settings.region):\(settings.accountId):webhook:\(definition.name)"
        let item = ListWebhookItem(
            definition: definition.keepingSecret(of: old?.definition), url: old?.url ?? Self.newPath(),
            lastTriggered: old?.lastTriggered, arn: arn)
        try store.save(item)
        try store.add(input.tags ?? [], to: arn)
        return PutWebhook.Output(webhook: try shown(item))
    }

    public func listWebhooks(_ input: ListWebhooks.Input) throws -> ListWebhooks.Output {
        let tokens = PageToken(ListWebhooks.self)
        let after = try input.nextToken.map(tokens.name)
        let rest = try store.webhooks().filter { webhook in after.map { webhook.definition.name > $0 } ?? true }
        let page = rest.prefix(input.maxResults ?? 100)
        return ListWebhooks.Output(
            webhooks: try page.map(shown),
            nextToken: page.count < rest.count
                ? page.last.map { tokens.token(name: $0.definition.name) } : nil)
    }

    public func deleteWebhook(_ input: DeleteWebhook.Input) throws -> Empty {
        if let arn = try store.webhooks().first(where: { $0.definition.name == input.name })?.arn {
            try store.removeAllTags(from: arn)
        }
        try store.deleteWebhook(input.name)
        return Empty()
    }

    /// Tells the provider nothing: no provider's server reaches an engine on this machine.
    public func registerWebhookWithThirdParty(_ input: RegisterWebhookWithThirdParty.Input) throws -> Empty {
        throw try refusal(ofRegistering: input.webhookName)
    }

    public func deregisterWebhookWithThirdParty(_ input: DeregisterWebhookWithThirdParty.Input) throws -> Empty {
        // What was never registered is not registered afterwards.
        guard try store.webhooks().contains(where: { $0.definition.name == input.webhookName }) else {
            throw APIError.webhookNotFound(input.webhookName)
        }
        return Empty()
    }

    private func refusal(ofRegistering name: String?) throws -> APIError {
        guard try store.webhooks().contains(where: { $0.definition.name == name }) else {
            return .webhookNotFound(name)
        }
        return .validation(
            "The embedded engine cannot register '\(name ?? "")' with its provider; send the webhook's requests yourself"
        )
    }

    private func shown(_ webhook: ListWebhookItem) throws -> ListWebhookItem {
        var shown = webhook
        shown.url = (networkAddress ?? "") + webhook.url
        if shown.definition.authenticationConfiguration.secretToken != nil {
            shown.definition.authenticationConfiguration.secretToken = hiddenSecret
        }
        shown.tags = try webhook.arn.map { try store.tags(of: $0) }
        return shown
    }

    private func requireTarget(of definition: WebhookDefinition) throws {
        let state = try pipeline(definition.targetPipeline)
        let actions = state.declaration.stages.first?.actions ?? []
        guard actions.contains(where: { $0.name == definition.targetAction }) else {
            throw APIError.validation(
                "Pipeline '\(definition.targetPipeline)' has no source action '\(definition.targetAction)'")
        }
    }

    /// A path that nobody guesses; answers show it behind the address at which the engine listens, if it does.
    private static func newPath() -> String { "/webhooks/\(UUID().uuidString.lowercased())" }

    /// "Quotas in AWS CodePipeline".
    private static let webhooksLimit = 300
}

extension WebhookDefinition {
    /// With the secret that `old` has if this one came back hidden.
    fileprivate func keepingSecret(of old: WebhookDefinition?) -> WebhookDefinition {
        guard authenticationConfiguration.secretToken == hiddenSecret else { return self }
        var copy = self
        copy.authenticationConfiguration.secretToken = old?.authenticationConfiguration.secretToken
        return copy
    }
}

extension APIError {
    fileprivate static func webhookNotFound(_ name: String?) -> APIError {
        APIError(code: "WebhookNotFoundException", message: "There is no webhook '\(name ?? "")'")
    }
}
