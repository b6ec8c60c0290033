/// Lists runs of actions, newest start first.
///
/// Errors: `PipelineNotFoundException`, `PipelineExecutionNotFoundException`, `InvalidNextTokenException`.
public enum ListActionExecutions: Operation {
    public static let target = Service.codePipeline.target("ListActionExecutions")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var pipelineName: PipelineName
        public var filter: ActionExecutionFilter?
        /// 1 to 100; 100 if absent.
        public var maxResults: Int?
        public var nextToken: String?

        public init(
            pipelineName: PipelineName, filter: ActionExecutionFilter? = nil, maxResults: Int? = nil,
            nextToken: String? = nil
        ) {
            self.pipelineName = pipelineName
            self.filter = filter
            self.maxResults = maxResults
            self.nextToken = nextToken
        }
    }

    /// What the service answers.
    public struct Output: Codable, Sendable, Hashable {
        public var actionExecutionDetails: [ActionExecutionDetail]?
        public var nextToken: String?

        public init(actionExecutionDetails: [ActionExecutionDetail]? = nil, nextToken: String? = nil) {
            self.actionExecutionDetails = actionExecutionDetails
            self.nextToken = nextToken
        }
    }
}

/// Which runs to list.
public struct ActionExecutionFilter: Codable, Sendable, Hashable {
    public var pipelineExecutionId: ExecutionID?
    public var latestInPipelineExecution: LatestInPipelineExecutionFilter?

    public init(
        pipelineExecutionId: ExecutionID? = nil, latestInPipelineExecution: LatestInPipelineExecutionFilter? = nil
    ) {
        self.pipelineExecutionId = pipelineExecutionId
        self.latestInPipelineExecution = latestInPipelineExecution
    }
}

/// Runs of one execution: all of them, or those since its latest start or retry.
public struct LatestInPipelineExecutionFilter: Codable, Sendable, Hashable {
    public var pipelineExecutionId: ExecutionID
    public var startTimeRange: StartTimeRange

    public init(pipelineExecutionId: ExecutionID, startTimeRange: StartTimeRange) {
        self.pipelineExecutionId = pipelineExecutionId
        self.startTimeRange = startTimeRange
    }
}

/// How far back a filter reaches.
public enum StartTimeRange: String, Choice {
    case latest = "Latest"
    case all = "All"
}
