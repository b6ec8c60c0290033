/// Has the target action's provider call a webhook no more.
///
/// Errors: `WebhookNotFoundException`.
public enum DeregisterWebhookWithThirdParty: Operation {
    public static let target = Service.codePipeline.target("DeregisterWebhookWithThirdParty")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var webhookName: String?

        public init(webhookName: String? = nil) {
            self.webhookName = webhookName
        }
    }

    public typealias Output = Empty
}
