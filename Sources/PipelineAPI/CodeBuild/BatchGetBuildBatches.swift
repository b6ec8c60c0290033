/// Reads batches of builds by their ids.
///
/// Errors: `InvalidInputException`.
public enum BatchGetBuildBatches: Operation {
    public static let target = Service.codeBuild.target("BatchGetBuildBatches")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        /// 0 to 100.
        public var ids: [BuildID]

        public init(ids: [BuildID]) {
            self.ids = ids
        }
    }

    /// What the service answers.
    public struct Output: Codable, Sendable, Hashable {
        public var buildBatches: [CodeBuildBatch]?
        public var buildBatchesNotFound: [BuildID]?

        public init(buildBatches: [CodeBuildBatch]? = nil, buildBatchesNotFound: [BuildID]? = nil) {
            self.buildBatches = buildBatches
            self.buildBatchesNotFound = buildBatchesNotFound
        }
    }
}
