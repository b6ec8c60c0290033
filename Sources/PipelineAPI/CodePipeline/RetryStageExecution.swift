/// Runs the failed actions of a stage again, or all of them, in the same execution.
///
/// Errors: `PipelineNotFoundException`, `StageNotFoundException`, `NotLatestPipelineExecutionException`, `StageNotRetryableException`,
/// `ConflictException`, `ConcurrentPipelineExecutionsLimitExceededException`.
public enum RetryStageExecution: Operation {
    public static let target = Service.codePipeline.target("RetryStageExecution")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var pipelineName: PipelineName
        public var stageName: StageName
        public var pipelineExecutionId: ExecutionID
        public var retryMode: StageRetryMode

        public init(
            pipelineName: PipelineName, stageName: StageName, pipelineExecutionId: ExecutionID,
            retryMode: StageRetryMode
        ) {
            self.pipelineName = pipelineName
            self.stageName = stageName
            self.pipelineExecutionId = pipelineExecutionId
            self.retryMode = retryMode
        }
    }

    /// What the service answers.
    public struct Output: Codable, Sendable, Hashable {
        public var pipelineExecutionId: ExecutionID?

        public init(pipelineExecutionId: ExecutionID? = nil) {
            self.pipelineExecutionId = pipelineExecutionId
        }
    }
}
