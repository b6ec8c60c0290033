/// Starts an execution for a new revision of a source action.
///
/// Errors: `PipelineNotFoundException`, `StageNotFoundException`, `ActionNotFoundException`, `ConcurrentPipelineExecutionsLimitExceededException`.
public enum PutActionRevision: Operation {
    public static let target = Service.codePipeline.target("PutActionRevision")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var pipelineName: PipelineName
        public var stageName: StageName
        public var actionName: ActionName
        public var actionRevision: ActionRevision

        public init(
            pipelineName: PipelineName, stageName: StageName, actionName: ActionName, actionRevision: ActionRevision
        ) {
            self.pipelineName = pipelineName
            self.stageName = stageName
            self.actionName = actionName
            self.actionRevision = actionRevision
        }
    }

    /// What the service answers.
    public struct Output: Codable, Sendable, Hashable {
        public var newRevision: Bool?
        /// The execution of this revision, the earlier one when it was known.
        public var pipelineExecutionId: ExecutionID?

        public init(newRevision: Bool? = nil, pipelineExecutionId: ExecutionID? = nil) {
            self.newRevision = newRevision
            self.pipelineExecutionId = pipelineExecutionId
        }
    }
}
