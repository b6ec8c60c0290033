/// Lists the ids of batches of builds by their beginnings.
///
/// Errors: `InvalidInputException`.
public enum ListBuildBatches: Operation {
    public static let target = Service.codeBuild.target("ListBuildBatches")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var filter: BuildBatchFilter?
        /// 1 to 100, which is also what an absent one means.
        public var maxResults: Int?
        /// Newest first if absent.
        public var sortOrder: SortOrder?
        public var nextToken: String?

        public init(
            filter: BuildBatchFilter? = nil, maxResults: Int? = nil, sortOrder: SortOrder? = nil,
            nextToken: String? = nil
        ) {
            self.filter = filter
            self.maxResults = maxResults
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

/// Which batches are meant.
public struct BuildBatchFilter: Codable, Sendable, Hashable {
    public var status: BuildStatus?

    public init(status: BuildStatus? = nil) {
        self.status = status
    }
}
