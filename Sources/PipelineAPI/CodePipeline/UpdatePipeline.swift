/// Replaces a pipeline's declaration, raises its version and cancels what runs.
///
/// Errors: the declaration's (`Invalid…Exception`), `LimitExceededException`, `PipelineNotFoundException`.
public enum UpdatePipeline: Operation {
    public static let target = Service.codePipeline.target("UpdatePipeline")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var pipeline: PipelineDeclaration

        public init(pipeline: PipelineDeclaration) {
            self.pipeline = pipeline
        }
    }

    /// What the service answers.
    public struct Output: Codable, Sendable, Hashable {
        public var pipeline: PipelineDeclaration?

        public init(pipeline: PipelineDeclaration? = nil) {
            self.pipeline = pipeline
        }
    }
}
