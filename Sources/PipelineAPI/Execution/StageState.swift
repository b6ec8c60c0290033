public import Foundation

/// A stage as `GetPipelineState` shows it.
public struct StageState: Codable, Sendable, Hashable {
    public var stageName: StageName?
    public var inboundExecution: StageExecution?
    public var inboundExecutions: [StageExecution]?
    public var inboundTransitionState: TransitionState?
    public var actionStates: [ActionState]?
    public var latestExecution: StageExecution?
    public var beforeEntryConditionState: StageConditionState?
    public var onSuccessConditionState: StageConditionState?
    public var onFailureConditionState: StageConditionState?
    public var retryStageMetadata: RetryStageMetadata?

    public init(
        stageName: StageName? = nil, inboundExecution: StageExecution? = nil,
        inboundExecutions: [StageExecution]? = nil, inboundTransitionState: TransitionState? = nil,
        actionStates: [ActionState]? = nil, latestExecution: StageExecution? = nil,
        beforeEntryConditionState: StageConditionState? = nil, onSuccessConditionState: StageConditionState? = nil,
        onFailureConditionState: StageConditionState? = nil,
        retryStageMetadata: RetryStageMetadata? = nil
    ) {
        self.stageName = stageName
        self.inboundExecution = inboundExecution
        self.inboundExecutions = inboundExecutions
        self.inboundTransitionState = inboundTransitionState
        self.actionStates = actionStates
        self.latestExecution = latestExecution
        self.beforeEntryConditionState = beforeEntryConditionState
        self.onSuccessConditionState = onSuccessConditionState
        self.onFailureConditionState = onFailureConditionState
        self.retryStageMetadata = retryStageMetadata
    }
}

/// An execution in a stage, or waiting before it.
public struct StageExecution: Codable, Sendable, Hashable {
    public var pipelineExecutionId: ExecutionID
    public var status: StageExecutionStatus
    public var type: ExecutionType?

    public init(pipelineExecutionId: ExecutionID, status: StageExecutionStatus, type: ExecutionType? = nil) {
        self.pipelineExecutionId = pipelineExecutionId
        self.status = status
        self.type = type
    }
}

/// Whether executions may enter a stage.
public struct TransitionState: Codable, Sendable, Hashable {
    public var enabled: Bool?
    public var lastChangedBy: String?
    public var lastChangedAt: Date?
    public var disabledReason: String?

    public init(
        enabled: Bool? = nil, lastChangedBy: String? = nil, lastChangedAt: Date? = nil, disabledReason: String? = nil
    ) {
        self.enabled = enabled
        self.lastChangedBy = lastChangedBy
        self.lastChangedAt = lastChangedAt
        self.disabledReason = disabledReason
    }
}

/// How often the stage was retried, each kind counted from 1.
public struct RetryStageMetadata: Codable, Sendable, Hashable {
    public var autoStageRetryAttempt: Int?
    public var manualStageRetryAttempt: Int?
    public var latestRetryTrigger: RetryTrigger?

    public init(
        autoStageRetryAttempt: Int? = nil, manualStageRetryAttempt: Int? = nil,
        latestRetryTrigger: RetryTrigger? = nil
    ) {
        self.autoStageRetryAttempt = autoStageRetryAttempt
        self.manualStageRetryAttempt = manualStageRetryAttempt
        self.latestRetryTrigger = latestRetryTrigger
    }
}

/// Where an execution stands in a stage.
public enum StageExecutionStatus: String, Choice {
    case cancelled = "Cancelled"
    case inProgress = "InProgress"
    case failed = "Failed"
    case stopped = "Stopped"
    case stopping = "Stopping"
    case succeeded = "Succeeded"
    case skipped = "Skipped"
}

/// Who retried a stage.
public enum RetryTrigger: String, Choice {
    case automatedStageRetry = "AutomatedStageRetry"
    case manualStageRetry = "ManualStageRetry"
}
