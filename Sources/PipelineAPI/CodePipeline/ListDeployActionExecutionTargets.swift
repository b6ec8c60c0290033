public import Foundation

/// Lists the targets to which an action deployed.
///
/// Errors: `PipelineNotFoundException`, `ActionExecutionNotFoundException`, `InvalidNextTokenException`.
public enum ListDeployActionExecutionTargets: Operation {
    public static let target = Service.codePipeline.target("ListDeployActionExecutionTargets")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var pipelineName: PipelineName?
        public var actionExecutionId: ActionExecutionID
        public var filters: [TargetFilter]?
        public var maxResults: Int?
        public var nextToken: String?

        public init(
            pipelineName: PipelineName? = nil, actionExecutionId: ActionExecutionID, filters: [TargetFilter]? = nil,
            maxResults: Int? = nil, nextToken: String? = nil
        ) {
            self.pipelineName = pipelineName
            self.actionExecutionId = actionExecutionId
            self.filters = filters
            self.maxResults = maxResults
            self.nextToken = nextToken
        }
    }

    /// What the service answers.
    public struct Output: Codable, Sendable, Hashable {
        public var targets: [DeployActionExecutionTarget]?
        public var nextToken: String?

        public init(targets: [DeployActionExecutionTarget]? = nil, nextToken: String? = nil) {
            self.targets = targets
            self.nextToken = nextToken
        }
    }
}

/// Which targets to list.
public struct TargetFilter: Codable, Sendable, Hashable {
    /// `TARGET_STATUS`.
    public var name: String?
    public var values: [String]?

    public init(name: String? = nil, values: [String]? = nil) {
        self.name = name
        self.values = values
    }
}

/// An instance to which an action deployed.
public struct DeployActionExecutionTarget: Codable, Sendable, Hashable {
    public var targetId: String?
    public var targetType: String?
    public var status: String?
    public var startTime: Date?
    public var endTime: Date?

    public init(
        targetId: String? = nil, targetType: String? = nil, status: String? = nil, startTime: Date? = nil,
        endTime: Date? = nil
    ) {
        self.targetId = targetId
        self.targetType = targetType
        self.status = status
        self.startTime = startTime
        self.endTime = endTime
    }
}
