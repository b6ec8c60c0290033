/// Lists the action types there are: those of AWS and the custom ones.
///
/// Errors: `InvalidNextTokenException`.
public enum ListActionTypes: Operation {
    public static let target = Service.codePipeline.target("ListActionTypes")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var actionOwnerFilter: ActionOwner?
        public var nextToken: String?
        public var regionFilter: String?

        public init(actionOwnerFilter: ActionOwner? = nil, nextToken: String? = nil, regionFilter: String? = nil) {
            self.actionOwnerFilter = actionOwnerFilter
            self.nextToken = nextToken
            self.regionFilter = regionFilter
        }
    }

    /// What the service answers.
    public struct Output: Codable, Sendable, Hashable {
        public var actionTypes: [ActionTypeListing]
        public var nextToken: String?

        public init(actionTypes: [ActionTypeListing], nextToken: String? = nil) {
            self.actionTypes = actionTypes
            self.nextToken = nextToken
        }
    }
}
