/// The runs of the rules of stage conditions, newest first.
///
/// Errors: `PipelineNotFoundException`, `InvalidNextTokenException`, `PipelineExecutionNotFoundException`.
public enum ListRuleExecutions: Operation {
    public static let target = Service.codePipeline.target("ListRuleExecutions")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var pipelineName: PipelineName
        public var filter: RuleExecutionFilter?
        public var maxResults: Int?
        public var nextToken: String?

        public init(
            pipelineName: PipelineName, filter: RuleExecutionFilter? = nil, maxResults: Int? = nil,
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
        public var ruleExecutionDetails: [RuleExecutionDetail]?
        public var nextToken: String?

        public init(ruleExecutionDetails: [RuleExecutionDetail]? = nil, nextToken: String? = nil) {
            self.ruleExecutionDetails = ruleExecutionDetails
            self.nextToken = nextToken
        }
    }
}

/// Which runs of rules are wanted; the same shape as for runs of actions.
public typealias RuleExecutionFilter = ActionExecutionFilter
