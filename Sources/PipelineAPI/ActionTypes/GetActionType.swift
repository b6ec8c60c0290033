/// Describes an action type.
///
/// Errors: `ActionTypeNotFoundException`.
public enum GetActionType: Operation {
    public static let target = Service.codePipeline.target("GetActionType")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var category: ActionCategory
        public var owner: String
        public var provider: String
        public var version: String

        public init(category: ActionCategory, owner: String, provider: String, version: String) {
            self.category = category
            self.owner = owner
            self.provider = provider
            self.version = version
        }
    }

    /// What the service answers.
    public struct Output: Codable, Sendable, Hashable {
        public var actionType: ActionTypeDeclaration?

        public init(actionType: ActionTypeDeclaration? = nil) {
            self.actionType = actionType
        }
    }
}
