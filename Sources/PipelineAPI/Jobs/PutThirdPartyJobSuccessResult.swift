/// Reports that a partner's job is done.
///
/// Errors: `JobNotFoundException`, `InvalidJobStateException`, `InvalidClientTokenException`.
public enum PutThirdPartyJobSuccessResult: Operation {
    public static let target = Service.codePipeline.target("PutThirdPartyJobSuccessResult")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var jobId: JobID
        public var clientToken: String
        public var currentRevision: CurrentRevision?
        /// The work goes on in another job, which is given this.
        public var continuationToken: String?
        public var executionDetails: JobExecutionDetails?

        public init(
            jobId: JobID, clientToken: String, currentRevision: CurrentRevision? = nil,
            continuationToken: String? = nil, executionDetails: JobExecutionDetails? = nil
        ) {
            self.jobId = jobId
            self.clientToken = clientToken
            self.currentRevision = currentRevision
            self.continuationToken = continuationToken
            self.executionDetails = executionDetails
        }
    }

    public typealias Output = Empty
}
