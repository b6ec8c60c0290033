public import Foundation

/// Lists the pipelines, by name.
///
/// Errors: `InvalidNextTokenException`.
public enum ListPipelines: Operation {
    public static let target = Service.codePipeline.target("ListPipelines")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var nextToken: String?
        public var maxResults: Int?

        public init(nextToken: String? = nil, maxResults: Int? = nil) {
            self.nextToken = nextToken
            self.maxResults = maxResults
        }
    }

    /// What the service answers.
    public struct Output: Codable, Sendable, Hashable {
        public var pipelines: [PipelineSummary]?
        public var nextToken: String?

        public init(pipelines: [PipelineSummary]? = nil, nextToken: String? = nil) {
            self.pipelines = pipelines
            self.nextToken = nextToken
        }
    }
}

/// A pipeline as lists show it.
public struct PipelineSummary: Codable, Sendable, Hashable {
    public var name: PipelineName?
    public var version: Int?
    public var pipelineType: PipelineType?
    public var executionMode: ExecutionMode?
    public var created: Date?
    public var updated: Date?

    public init(
        name: PipelineName? = nil, version: Int? = nil, pipelineType: PipelineType? = nil,
        executionMode: ExecutionMode? = nil, created: Date? = nil, updated: Date? = nil
    ) {
        self.name = name
        self.version = version
        self.pipelineType = pipelineType
        self.executionMode = executionMode
        self.created = created
        self.updated = updated
    }
}
