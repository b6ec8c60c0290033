/// Describes a job; secrets of its configuration are shown.
///
/// Errors: `JobNotFoundException`.
public enum GetJobDetails: Operation {
    public static let target = Service.codePipeline.target("GetJobDetails")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var jobId: JobID

        public init(jobId: JobID) {
            self.jobId = jobId
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
