public import Foundation

/// One passage of a set of source revisions through the pipeline.
public struct PipelineExecution: Codable, Sendable, Hashable {
    public var pipelineName: PipelineName?
    public var pipelineVersion: Int?
    public var pipelineExecutionId: ExecutionID?
    public var status: PipelineExecutionStatus?
    public var statusSummary: String?
    public var artifactRevisions: [ArtifactRevision]?
    public var variables: [ResolvedPipelineVariable]?
    public var trigger: ExecutionTrigger?
    public var executionMode: ExecutionMode?
    public var executionType: ExecutionType?
    public var rollbackMetadata: PipelineRollbackMetadata?

    public init(
        pipelineName: PipelineName? = nil, pipelineVersion: Int? = nil, pipelineExecutionId: ExecutionID? = nil,
        status: PipelineExecutionStatus? = nil, statusSummary: String? = nil,
        artifactRevisions: [ArtifactRevision]? = nil, variables: [ResolvedPipelineVariable]? = nil,
        trigger: ExecutionTrigger? = nil, executionMode: ExecutionMode? = nil, executionType: ExecutionType? = nil,
        rollbackMetadata: PipelineRollbackMetadata? = nil
    ) {
        self.pipelineName = pipelineName
        self.pipelineVersion = pipelineVersion
        self.pipelineExecutionId = pipelineExecutionId
        self.status = status
        self.statusSummary = statusSummary
        self.artifactRevisions = artifactRevisions
        self.variables = variables
        self.trigger = trigger
        self.executionMode = executionMode
        self.executionType = executionType
        self.rollbackMetadata = rollbackMetadata
    }
}

/// An execution as lists show it.
public struct PipelineExecutionSummary: Codable, Sendable, Hashable {
    public var pipelineExecutionId: ExecutionID?
    public var status: PipelineExecutionStatus?
    public var statusSummary: String?
    public var startTime: Date?
    public var lastUpdateTime: Date?
    public var sourceRevisions: [SourceRevision]?
    public var trigger: ExecutionTrigger?
    public var stopTrigger: StopExecutionTrigger?
    public var executionMode: ExecutionMode?
    public var executionType: ExecutionType?
    public var rollbackMetadata: PipelineRollbackMetadata?

    public init(
        pipelineExecutionId: ExecutionID? = nil, status: PipelineExecutionStatus? = nil, statusSummary: String? = nil,
        startTime: Date? = nil, lastUpdateTime: Date? = nil, sourceRevisions: [SourceRevision]? = nil,
        trigger: ExecutionTrigger? = nil, stopTrigger: StopExecutionTrigger? = nil,
        executionMode: ExecutionMode? = nil, executionType: ExecutionType? = nil,
        rollbackMetadata: PipelineRollbackMetadata? = nil
    ) {
        self.pipelineExecutionId = pipelineExecutionId
        self.status = status
        self.statusSummary = statusSummary
        self.startTime = startTime
        self.lastUpdateTime = lastUpdateTime
        self.sourceRevisions = sourceRevisions
        self.trigger = trigger
        self.stopTrigger = stopTrigger
        self.executionMode = executionMode
        self.executionType = executionType
        self.rollbackMetadata = rollbackMetadata
    }
}

/// What a source action fetched.
public struct SourceRevision: Codable, Sendable, Hashable {
    public var actionName: ActionName
    public var revisionId: String?
    public var revisionSummary: String?
    public var revisionUrl: String?

    public init(
        actionName: ActionName, revisionId: String? = nil, revisionSummary: String? = nil, revisionUrl: String? = nil
    ) {
        self.actionName = actionName
        self.revisionId = revisionId
        self.revisionSummary = revisionSummary
        self.revisionUrl = revisionUrl
    }
}

/// What an artifact of a source action holds.
public struct ArtifactRevision: Codable, Sendable, Hashable {
    public var name: ArtifactName?
    public var revisionId: String?
    public var revisionChangeIdentifier: String?
    public var revisionSummary: String?
    public var created: Date?
    public var revisionUrl: String?

    public init(
        name: ArtifactName? = nil, revisionId: String? = nil, revisionChangeIdentifier: String? = nil,
        revisionSummary: String? = nil, created: Date? = nil, revisionUrl: String? = nil
    ) {
        self.name = name
        self.revisionId = revisionId
        self.revisionChangeIdentifier = revisionChangeIdentifier
        self.revisionSummary = revisionSummary
        self.created = created
        self.revisionUrl = revisionUrl
    }
}

/// What started an execution.
public struct ExecutionTrigger: Codable, Sendable, Hashable {
    public var triggerType: TriggerType?
    public var triggerDetail: String?

    public init(triggerType: TriggerType? = nil, triggerDetail: String? = nil) {
        self.triggerType = triggerType
        self.triggerDetail = triggerDetail
    }
}

/// Why an execution was stopped.
public struct StopExecutionTrigger: Codable, Sendable, Hashable {
    public var reason: String?

    public init(reason: String? = nil) {
        self.reason = reason
    }
}

/// Which execution a rollback goes back to.
public struct PipelineRollbackMetadata: Codable, Sendable, Hashable {
    public var rollbackTargetPipelineExecutionId: ExecutionID?

    public init(rollbackTargetPipelineExecutionId: ExecutionID? = nil) {
        self.rollbackTargetPipelineExecutionId = rollbackTargetPipelineExecutionId
    }
}

/// A pipeline variable as an execution uses it.
public struct ResolvedPipelineVariable: Codable, Sendable, Hashable {
    public var name: String?
    public var resolvedValue: String?

    public init(name: String? = nil, resolvedValue: String? = nil) {
        self.name = name
        self.resolvedValue = resolvedValue
    }
}

/// Where an execution stands. Succeeded, superseded and cancelled are final; failed and stopped end when retried.
public enum PipelineExecutionStatus: String, Choice {
    case cancelled = "Cancelled"
    case inProgress = "InProgress"
    case stopped = "Stopped"
    case stopping = "Stopping"
    case succeeded = "Succeeded"
    case superseded = "Superseded"
    case failed = "Failed"

    /// Whether nothing of the execution goes on. Failed and stopped ones go on again when they are retried.
    public var hasEnded: Bool {
        switch self {
        case .inProgress, .stopping: false
        case .cancelled, .stopped, .succeeded, .superseded, .failed: true
        }
    }
}

/// An ordinary execution, or one that goes back to an earlier one's artifacts.
public enum ExecutionType: String, Choice {
    case standard = "STANDARD"
    case rollback = "ROLLBACK"
}

/// What can start an execution.
public enum TriggerType: String, Choice {
    case createPipeline = "CreatePipeline"
    case startPipelineExecution = "StartPipelineExecution"
    case pollForSourceChanges = "PollForSourceChanges"
    case webhook = "Webhook"
    case cloudWatchEvent = "CloudWatchEvent"
    case putActionRevision = "PutActionRevision"
    case webhookV2 = "WebhookV2"
    case manualRollback = "ManualRollback"
    case automatedRollback = "AutomatedRollback"
}
