public import Foundation

/// An action as `GetPipelineState` shows it; its latest run may belong to an earlier execution.
public struct ActionState: Codable, Sendable, Hashable {
    public var actionName: ActionName?
    public var currentRevision: ActionRevision?
    public var latestExecution: ActionExecution?
    public var entityUrl: String?
    public var revisionUrl: String?

    public init(
        actionName: ActionName? = nil, currentRevision: ActionRevision? = nil,
        latestExecution: ActionExecution? = nil, entityUrl: String? = nil, revisionUrl: String? = nil
    ) {
        self.actionName = actionName
        self.currentRevision = currentRevision
        self.latestExecution = latestExecution
        self.entityUrl = entityUrl
        self.revisionUrl = revisionUrl
    }
}

/// The revision a source action found last.
public struct ActionRevision: Codable, Sendable, Hashable {
    public var revisionId: String
    public var revisionChangeId: String
    public var created: Date

    public init(revisionId: String, revisionChangeId: String, created: Date) {
        self.revisionId = revisionId
        self.revisionChangeId = revisionChangeId
        self.created = created
    }
}

/// One run of an action, as the state of a stage shows it.
public struct ActionExecution: Codable, Sendable, Hashable {
    public var actionExecutionId: ActionExecutionID?
    public var status: ActionExecutionStatus?
    public var summary: String?
    public var lastStatusChange: Date?
    /// Only on an approval that waits now.
    public var token: String?
    public var lastUpdatedBy: String?
    public var externalExecutionId: String?
    public var externalExecutionUrl: String?
    public var percentComplete: Int?
    public var errorDetails: ErrorDetails?
    public var logStreamARN: String?

    public init(
        actionExecutionId: ActionExecutionID? = nil, status: ActionExecutionStatus? = nil, summary: String? = nil,
        lastStatusChange: Date? = nil, token: String? = nil, lastUpdatedBy: String? = nil,
        externalExecutionId: String? = nil, externalExecutionUrl: String? = nil, percentComplete: Int? = nil,
        errorDetails: ErrorDetails? = nil, logStreamARN: String? = nil
    ) {
        self.actionExecutionId = actionExecutionId
        self.status = status
        self.summary = summary
        self.lastStatusChange = lastStatusChange
        self.token = token
        self.lastUpdatedBy = lastUpdatedBy
        self.externalExecutionId = externalExecutionId
        self.externalExecutionUrl = externalExecutionUrl
        self.percentComplete = percentComplete
        self.errorDetails = errorDetails
        self.logStreamARN = logStreamARN
    }
}

/// Why an action failed.
public struct ErrorDetails: Codable, Sendable, Hashable {
    public var code: String?
    public var message: String?

    public init(code: String? = nil, message: String? = nil) {
        self.code = code
        self.message = message
    }
}

/// Where a run of an action stands.
public enum ActionExecutionStatus: String, Choice {
    case inProgress = "InProgress"
    case abandoned = "Abandoned"
    case succeeded = "Succeeded"
    case failed = "Failed"
}
