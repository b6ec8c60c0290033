/// Reads one execution.
///
/// Errors: `PipelineNotFoundException`, `PipelineExecutionNotFoundException`.
public enum GetPipelineExecution: Operation {
    public static let target = Service.codePipeline.target("GetPipelineExecution")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var pipelineName: PipelineName
        public var pipelineExecutionId: ExecutionID

        public init(pipelineName: PipelineName, pipelineExecutionId: ExecutionID) {
            self.pipelineName = pipelineName
            self.pipelineExecutionId = pipelineExecutionId
        }
    }

    /// What the service answers.
    public struct Output: Codable, Sendable, Hashable {
        public var pipelineExecution: PipelineExecution?

        public init(pipelineExecution: PipelineExecution? = nil) {
            self.pipelineExecution = pipelineExecution
        }
    }
}
