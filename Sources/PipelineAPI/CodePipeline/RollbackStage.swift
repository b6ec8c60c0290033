/// Brings a stage back to what an earlier execution carried into it, as a new execution.
///
/// Errors: `PipelineNotFoundException`, `PipelineExecutionNotFoundException`, `PipelineExecutionOutdatedException`,
/// `StageNotFoundException`, `UnableToRollbackStageException`, `ConflictException`.
public enum RollbackStage: Operation {
    public static let target = Service.codePipeline.target("RollbackStage")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var pipelineName: PipelineName
        public var stageName: StageName
        public var targetPipelineExecutionId: ExecutionID

        public init(pipelineName: PipelineName, stageName: StageName, targetPipelineExecutionId: ExecutionID) {
            self.pipelineName = pipelineName
            self.stageName = stageName
            self.targetPipelineExecutionId = targetPipelineExecutionId
        }
    }

    /// What the service answers: the new execution.
    public struct Output: Codable, Sendable, Hashable {
        public var pipelineExecutionId: ExecutionID?

        public init(pipelineExecutionId: ExecutionID? = nil) {
            self.pipelineExecutionId = pipelineExecutionId
        }
    }
}
