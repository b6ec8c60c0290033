public import Foundation

/// A gate of a stage and its condition, as `GetPipelineState` shows them.
public struct StageConditionState: Codable, Sendable, Hashable {
    public var latestExecution: StageConditionsExecution?
    public var conditionStates: [ConditionState]?

    public init(latestExecution: StageConditionsExecution? = nil, conditionStates: [ConditionState]? = nil) {
        self.latestExecution = latestExecution
        self.conditionStates = conditionStates
    }
}

/// The outcome of all conditions of a gate.
public struct StageConditionsExecution: Codable, Sendable, Hashable {
    public var status: ConditionExecutionStatus?
    public var summary: String?

    public init(status: ConditionExecutionStatus? = nil, summary: String? = nil) {
        self.status = status
        self.summary = summary
    }
}

/// One condition and its rules.
public struct ConditionState: Codable, Sendable, Hashable {
    public var latestExecution: ConditionExecution?
    public var ruleStates: [RuleState]?

    public init(latestExecution: ConditionExecution? = nil, ruleStates: [RuleState]? = nil) {
        self.latestExecution = latestExecution
        self.ruleStates = ruleStates
    }
}

/// One evaluation of a condition.
public struct ConditionExecution: Codable, Sendable, Hashable {
    public var status: ConditionExecutionStatus?
    public var summary: String?
    public var lastStatusChange: Date?

    public init(status: ConditionExecutionStatus? = nil, summary: String? = nil, lastStatusChange: Date? = nil) {
        self.status = status
        self.summary = summary
        self.lastStatusChange = lastStatusChange
    }
}

/// Where a condition stands.
public enum ConditionExecutionStatus: String, Choice {
    case inProgress = "InProgress"
    case failed = "Failed"
    case errored = "Errored"
    case succeeded = "Succeeded"
    case cancelled = "Cancelled"
    case abandoned = "Abandoned"
    case overridden = "Overridden"
}

/// A rule of a condition.
public struct RuleState: Codable, Sendable, Hashable {
    public var ruleName: String?
    public var latestExecution: RuleExecution?

    public init(ruleName: String? = nil, latestExecution: RuleExecution? = nil) {
        self.ruleName = ruleName
        self.latestExecution = latestExecution
    }
}

/// One run of a rule. Its statuses are those of an action's run.
public struct RuleExecution: Codable, Sendable, Hashable {
    public var ruleExecutionId: ActionExecutionID?
    public var status: ActionExecutionStatus?
    public var summary: String?
    public var lastStatusChange: Date?
    public var lastUpdatedBy: String?
    public var externalExecutionId: String?
    public var externalExecutionUrl: String?
    public var errorDetails: ErrorDetails?

    public init(
        ruleExecutionId: ActionExecutionID? = nil, status: ActionExecutionStatus? = nil, summary: String? = nil,
        lastStatusChange: Date? = nil, lastUpdatedBy: String? = nil, externalExecutionId: String? = nil,
        externalExecutionUrl: String? = nil, errorDetails: ErrorDetails? = nil
    ) {
        self.ruleExecutionId = ruleExecutionId
        self.status = status
        self.summary = summary
        self.lastStatusChange = lastStatusChange
        self.lastUpdatedBy = lastUpdatedBy
        self.externalExecutionId = externalExecutionId
        self.externalExecutionUrl = externalExecutionUrl
        self.errorDetails = errorDetails
    }
}
