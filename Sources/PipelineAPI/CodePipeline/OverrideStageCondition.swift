/// Lets a stage go on while a condition of it is still being evaluated.
///
/// Errors: `PipelineNotFoundException`, `StageNotFoundException`, `ConditionNotOverridableException`,
/// `NotLatestPipelineExecutionException`, `ConflictException`, `ConcurrentPipelineExecutionsLimitExceededException`.
public enum OverrideStageCondition: Operation {
    public static let target = Service.codePipeline.target("OverrideStageCondition")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var pipelineName: PipelineName
        public var stageName: StageName
        public var pipelineExecutionId: ExecutionID
        public var conditionType: ConditionType

        public init(
            pipelineName: PipelineName, stageName: StageName, pipelineExecutionId: ExecutionID,
            conditionType: ConditionType
        ) {
            self.pipelineName = pipelineName
            self.stageName = stageName
            self.pipelineExecutionId = pipelineExecutionId
            self.conditionType = conditionType
        }
    }

    public typealias Output = Empty
}

/// The conditions that can be overridden.
public enum ConditionType: String, Choice {
    case beforeEntry = "BEFORE_ENTRY"
    case onSuccess = "ON_SUCCESS"
}
