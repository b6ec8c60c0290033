/// Forgets a custom action type; one that is not there is fine.
public enum DeleteCustomActionType: Operation {
    public static let target = Service.codePipeline.target("DeleteCustomActionType")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var category: ActionCategory
        public var provider: String
        public var version: String

        public init(category: ActionCategory, provider: String, version: String) {
            self.category = category
            self.provider = provider
            self.version = version
        }
    }

    public typealias Output = Empty
}
