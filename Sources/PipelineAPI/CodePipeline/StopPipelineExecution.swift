/// Stops an execution: after its running actions, or at once with `abandon`.
///
/// Errors: `PipelineNotFoundException`, `PipelineExecutionNotStoppableException`, `DuplicatedStopRequestException`.
public enum StopPipelineExecution: Operation {
    public static let target = Service.codePipeline.target("StopPipelineExecution")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var pipelineName: PipelineName
        public var pipelineExecutionId: ExecutionID
        public var abandon: Bool?
        /// At most 200 characters.
        public var reason: String?

        public init(
            pipelineName: PipelineName, pipelineExecutionId: ExecutionID, abandon: Bool? = nil, reason: String? = nil
        ) {
            self.pipelineName = pipelineName
            self.pipelineExecutionId = pipelineExecutionId
            self.abandon = abandon
            self.reason = reason
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
