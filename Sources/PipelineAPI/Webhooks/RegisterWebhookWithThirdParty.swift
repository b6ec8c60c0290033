/// Has the target action's provider call a webhook.
///
/// Errors: `WebhookNotFoundException`.
public enum RegisterWebhookWithThirdParty: Operation {
    public static let target = Service.codePipeline.target("RegisterWebhookWithThirdParty")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var webhookName: String?

        public init(webhookName: String? = nil) {
            self.webhookName = webhookName
        }
    }

    public typealias Output = Empty
}
