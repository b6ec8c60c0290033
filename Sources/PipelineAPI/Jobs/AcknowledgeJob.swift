/// Takes a job. Of several workers with the same nonce the first gets it.
///
/// Errors: `InvalidNonceException`, `JobNotFoundException`.
public enum AcknowledgeJob: Operation {
    public static let target = Service.codePipeline.target("AcknowledgeJob")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var jobId: JobID
        public var nonce: String

        public init(jobId: JobID, nonce: String) {
            self.jobId = jobId
            self.nonce = nonce
        }
    }

    /// What the service answers.
    public struct Output: Codable, Sendable, Hashable {
        public var status: JobStatus?

        public init(status: JobStatus? = nil) {
            self.status = status
        }
    }
}
