/// Lists the ids of a project's builds by their numbers.
///
/// Errors: `InvalidInputException`, `ResourceNotFoundException`.
public enum ListBuildsForProject: Operation {
    public static let target = Service.codeBuild.target("ListBuildsForProject")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var projectName: String
        /// Newest first if absent.
        public var sortOrder: SortOrder?
        public var nextToken: String?

        public init(projectName: String, sortOrder: SortOrder? = nil, nextToken: String? = nil) {
            self.projectName = projectName
            self.sortOrder = sortOrder
            self.nextToken = nextToken
        }
    }

    /// What the service answers.
    public struct Output: Codable, Sendable, Hashable {
        public var ids: [BuildID]?
        public var nextToken: String?

        public init(ids: [BuildID]? = nil, nextToken: String? = nil) {
            self.ids = ids
            self.nextToken = nextToken
        }
    }
}

/// Which way a list goes.
public enum SortOrder: String, Choice {
    case ascending = "ASCENDING"
    case descending = "DESCENDING"
}
