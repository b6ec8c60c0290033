/// Lists the ids of a project's batches of builds as `ListBuildBatches` does.
///
/// Errors: `InvalidInputException`, `ResourceNotFoundException`.
public enum ListBuildBatchesForProject: Operation {
    public static let target = Service.codeBuild.target("ListBuildBatchesForProject")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var projectName: String
        public var filter: BuildBatchFilter?
        /// 1 to 100, which is also what an absent one means.
        public var maxResults: Int?
        /// Newest first if absent.
        public var sortOrder: SortOrder?
        public var nextToken: String?

        public init(
            projectName: String, filter: BuildBatchFilter? = nil, maxResults: Int? = nil, sortOrder: SortOrder? = nil,
            nextToken: String? = nil
        ) {
            self.projectName = projectName
            self.filter = filter
            self.maxResults = maxResults
            self.sortOrder = sortOrder
            self.nextToken = nextToken
        }

        /// The same question, without the project.
        public var inAnyProject: ListBuildBatches.Input {
            .init(filter: filter, maxResults: maxResults, sortOrder: sortOrder, nextToken: nextToken)
        }
    }

    public typealias Output = ListBuildBatches.Output
}
