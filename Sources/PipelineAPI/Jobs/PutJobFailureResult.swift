/// Reports that a job failed, and with it the action.
///
/// Errors: `JobNotFoundException`, `InvalidJobStateException`.
public enum PutJobFailureResult: Operation {
    public static let target = Service.codePipeline.target("PutJobFailureResult")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var jobId: JobID
        public var failureDetails: FailureDetails

        public init(jobId: JobID, failureDetails: FailureDetails) {
            self.jobId = jobId
            self.failureDetails = failureDetails
        }
    }

    public typealias Output = Empty
}
