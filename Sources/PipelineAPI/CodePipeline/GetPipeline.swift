public import Foundation

/// Reads a pipeline's declaration, the current one or an older version.
///
/// Errors: `PipelineNotFoundException`, `PipelineVersionNotFoundException`.
public enum GetPipeline: Operation {
    public static let target = Service.codePipeline.target("GetPipeline")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var name: PipelineName
        public var version: Int?

        public init(name: PipelineName, version: Int? = nil) {
            self.name = name
            self.version = version
        }
    }

    /// What the service answers.
    public struct Output: Codable, Sendable, Hashable {
        public var pipeline: PipelineDeclaration?
        public var metadata: PipelineMetadata?

        public init(pipeline: PipelineDeclaration? = nil, metadata: PipelineMetadata? = nil) {
            self.pipeline = pipeline
            self.metadata = metadata
        }
    }
}

/// What the service knows of a pipeline beside its declaration.
public struct PipelineMetadata: Codable, Sendable, Hashable {
    public var pipelineArn: String?
    public var created: Date?
    public var updated: Date?
    public var pollingDisabledAt: Date?

    public init(
        pipelineArn: String? = nil, created: Date? = nil, updated: Date? = nil, pollingDisabledAt: Date? = nil
    ) {
        self.pipelineArn = pipelineArn
        self.created = created
        self.updated = updated
        self.pollingDisabledAt = pollingDisabledAt
    }
}
