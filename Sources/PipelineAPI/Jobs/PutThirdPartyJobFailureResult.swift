/// Reports that a partner's job failed.
///
/// Errors: `JobNotFoundException`, `InvalidJobStateException`, `InvalidClientTokenException`.
public enum PutThirdPartyJobFailureResult: Operation {
    public static let target = Service.codePipeline.target("PutThirdPartyJobFailureResult")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var jobId: JobID
        public var clientToken: String
        public var failureDetails: FailureDetails

        public init(jobId: JobID, clientToken: String, failureDetails: FailureDetails) {
            self.jobId = jobId
            self.clientToken = clientToken
            self.failureDetails = failureDetails
        }
    }

    public typealias Output = Empty
}
