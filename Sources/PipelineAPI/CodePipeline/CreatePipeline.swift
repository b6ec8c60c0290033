/// Creates a pipeline and starts its first execution.
///
/// Errors: `PipelineNameInUseException`, the declaration's (`Invalid…Exception`), `LimitExceededException`.
public enum CreatePipeline: Operation {
    public static let target = Service.codePipeline.target("CreatePipeline")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var pipeline: PipelineDeclaration
        public var tags: [Tag]?

        public init(pipeline: PipelineDeclaration, tags: [Tag]? = nil) {
            self.pipeline = pipeline
            self.tags = tags
        }
    }

    /// What the service answers.
    public struct Output: Codable, Sendable, Hashable {
        public var pipeline: PipelineDeclaration?
        public var tags: [Tag]?

        public init(pipeline: PipelineDeclaration? = nil, tags: [Tag]? = nil) {
            self.pipeline = pipeline
            self.tags = tags
        }
    }
}
