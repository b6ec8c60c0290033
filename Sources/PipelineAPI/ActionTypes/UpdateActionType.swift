/// Replaces the declaration of a custom action type.
///
/// Errors: `RequestFailedException`, `ActionTypeNotFoundException`.
public enum UpdateActionType: Operation {
    public static let target = Service.codePipeline.target("UpdateActionType")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var actionType: ActionTypeDeclaration

        public init(actionType: ActionTypeDeclaration) {
            self.actionType = actionType
        }
    }

    public typealias Output = Empty
}
