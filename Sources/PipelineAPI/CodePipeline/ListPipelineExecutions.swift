/// Lists executions, newest start first.
///
/// Errors: `PipelineNotFoundException`, `InvalidNextTokenException`.
public enum ListPipelineExecutions: Operation {
    public static let target = Service.codePipeline.target("ListPipelineExecutions")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var pipelineName: PipelineName
        /// 1 to 100; 100 if absent.
        public var maxResults: Int?
        public var filter: PipelineExecutionFilter?
        public var nextToken: String?

        public init(
            pipelineName: PipelineName, maxResults: Int? = nil, filter: PipelineExecutionFilter? = nil,
            nextToken: String? = nil
        ) {
            self.pipelineName = pipelineName
            self.maxResults = maxResults
            self.filter = filter
            self.nextToken = nextToken
        }
    }

    /// What the service answers.
    public struct Output: Codable, Sendable, Hashable {
        public var pipelineExecutionSummaries: [PipelineExecutionSummary]?
        public var nextToken: String?

        public init(pipelineExecutionSummaries: [PipelineExecutionSummary]? = nil, nextToken: String? = nil) {
            self.pipelineExecutionSummaries = pipelineExecutionSummaries
            self.nextToken = nextToken
        }
    }
}

/// Which executions to list.
public struct PipelineExecutionFilter: Codable, Sendable, Hashable {
    public var succeededInStage: SucceededInStageFilter?

    public init(succeededInStage: SucceededInStageFilter? = nil) {
        self.succeededInStage = succeededInStage
    }
}

/// Executions that succeeded in a stage in the current pipeline version.
public struct SucceededInStageFilter: Codable, Sendable, Hashable {
    public var stageName: StageName?

    public init(stageName: StageName? = nil) {
        self.stageName = stageName
    }
}
