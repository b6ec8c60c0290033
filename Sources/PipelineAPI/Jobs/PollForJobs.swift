/// Hands out jobs that no worker has taken yet; each is handed out until one takes it.
///
/// Errors: `ActionTypeNotFoundException`.
public enum PollForJobs: Operation {
    public static let target = Service.codePipeline.target("PollForJobs")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var actionTypeId: ActionTypeID
        /// At least 1, which it is if absent.
        public var maxBatchSize: Int?
        /// A queryable key of the configuration and the value it must have.
        public var queryParam: [String: String]?

        public init(actionTypeId: ActionTypeID, maxBatchSize: Int? = nil, queryParam: [String: String]? = nil) {
            self.actionTypeId = actionTypeId
            self.maxBatchSize = maxBatchSize
            self.queryParam = queryParam
        }
    }

    /// What the service answers.
    public struct Output: Codable, Sendable, Hashable {
        public var jobs: [Job]

        public init(jobs: [Job]) {
            self.jobs = jobs
        }
    }
}
