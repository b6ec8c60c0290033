/// Takes a partner's job.
///
/// Errors: `InvalidNonceException`, `JobNotFoundException`, `InvalidClientTokenException`.
public enum AcknowledgeThirdPartyJob: Operation {
    public static let target = Service.codePipeline.target("AcknowledgeThirdPartyJob")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var jobId: JobID
        public var nonce: String
        public var clientToken: String

        public init(jobId: JobID, nonce: String, clientToken: String) {
            self.jobId = jobId
            self.nonce = nonce
            self.clientToken = clientToken
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
