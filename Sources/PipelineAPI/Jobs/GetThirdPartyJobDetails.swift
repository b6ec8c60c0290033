/// Describes a partner's job.
///
/// Errors: `JobNotFoundException`, `InvalidClientTokenException`, `InvalidJobException`.
public enum GetThirdPartyJobDetails: Operation {
    public static let target = Service.codePipeline.target("GetThirdPartyJobDetails")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var jobId: JobID
        public var clientToken: String

        public init(jobId: JobID, clientToken: String) {
            self.jobId = jobId
            self.clientToken = clientToken
        }
    }

    /// What the service answers.
    public struct Output: Codable, Sendable, Hashable {
        public var jobDetails: JobDetails?

        public init(jobDetails: JobDetails? = nil) {
            self.jobDetails = jobDetails
        }
    }
}
