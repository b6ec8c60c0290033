/// Forgets a webhook; one that is not there is fine.
public enum DeleteWebhook: Operation {
    public static let target = Service.codePipeline.target("DeleteWebhook")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var name: String

        public init(name: String) {
            self.name = name
        }
    }

    public typealias Output = Empty
}
