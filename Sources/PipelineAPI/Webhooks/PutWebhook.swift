/// Makes a webhook or replaces the one of the same name.
///
/// Errors: `LimitExceededException`, `InvalidWebhookFilterPatternException`, `InvalidWebhookAuthenticationParametersException`, `PipelineNotFoundException`, `TooManyTagsException`, `InvalidTagsException`.
public enum PutWebhook: Operation {
    public static let target = Service.codePipeline.target("PutWebhook")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var webhook: WebhookDefinition
        public var tags: [Tag]?

        public init(webhook: WebhookDefinition, tags: [Tag]? = nil) {
            self.webhook = webhook
            self.tags = tags
        }
    }

    /// What the service answers.
    public struct Output: Codable, Sendable, Hashable {
        public var webhook: ListWebhookItem?

        public init(webhook: ListWebhookItem? = nil) {
            self.webhook = webhook
        }
    }
}
