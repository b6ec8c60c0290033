/// Asks for jobs of a partner's action type.
///
/// Errors: `ActionTypeNotFoundException`.
public enum PollForThirdPartyJobs: Operation {
    public static let target = Service.codePipeline.target("PollForThirdPartyJobs")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var actionTypeId: ActionTypeID
        public var maxBatchSize: Int?

        public init(actionTypeId: ActionTypeID, maxBatchSize: Int? = nil) {
            self.actionTypeId = actionTypeId
            self.maxBatchSize = maxBatchSize
        }
    }

    /// What the service answers.
    public struct Output: Codable, Sendable, Hashable {
        public var jobs: [ThirdPartyJob]

        public init(jobs: [ThirdPartyJob]) {
            self.jobs = jobs
        }
    }
}

/// A job for a partner's worker.
public struct ThirdPartyJob: Codable, Sendable, Hashable {
    public var clientId: String?
    public var jobId: JobID?

    public init(clientId: String? = nil, jobId: JobID? = nil) {
        self.clientId = clientId
        self.jobId = jobId
    }
}
