/// Reports that a job is done.
///
/// Errors: `JobNotFoundException`, `InvalidJobStateException`, `OutputVariablesSizeExceededException`.
public enum PutJobSuccessResult: Operation {
    public static let target = Service.codePipeline.target("PutJobSuccessResult")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var jobId: JobID
        public var currentRevision: CurrentRevision?
        /// The work goes on in another job, which is given this.
        public var continuationToken: String?
        public var executionDetails: JobExecutionDetails?
        public var outputVariables: [String: String]?

        public init(
            jobId: JobID, currentRevision: CurrentRevision? = nil, continuationToken: String? = nil,
            executionDetails: JobExecutionDetails? = nil, outputVariables: [String: String]? = nil
        ) {
            self.jobId = jobId
            self.currentRevision = currentRevision
            self.continuationToken = continuationToken
            self.executionDetails = executionDetails
            self.outputVariables = outputVariables
        }
    }

    public typealias Output = Empty
}
