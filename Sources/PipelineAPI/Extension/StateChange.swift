public import Foundation

/// A change of a pipeline, stage or action execution, as the event stream sends it: one JSON object a line.
///
/// The words are those of CodePipeline's EventBridge events (`… Execution State Change`).
public struct StateChange: Codable, Sendable, Hashable {
    /// Position in the engine's stream; ask for what came after it with `?after=`.
    public var sequence: Int64
    public var time: Date
    public var pipeline: PipelineName
    public var executionId: ExecutionID
    public var stage: StageName?
    public var action: ActionName?
    public var actionExecutionId: ActionExecutionID?
    /// What it changed to.
    public var state: State
    /// Actions only.
    public var category: ActionCategory?
    public var externalExecutionId: String?
    public var summary: String?
    public var errorDetails: ErrorDetails?
    /// Superseded executions only.
    public var supersededBy: ExecutionID?

    public init(
        sequence: Int64, time: Date, pipeline: PipelineName, executionId: ExecutionID, stage: StageName? = nil,
        action: ActionName? = nil, actionExecutionId: ActionExecutionID? = nil, state: State,
        category: ActionCategory? = nil, externalExecutionId: String? = nil, summary: String? = nil,
        errorDetails: ErrorDetails? = nil, supersededBy: ExecutionID? = nil
    ) {
        self.sequence = sequence
        self.time = time
        self.pipeline = pipeline
        self.executionId = executionId
        self.stage = stage
        self.action = action
        self.actionExecutionId = actionExecutionId
        self.state = state
        self.category = category
        self.externalExecutionId = externalExecutionId
        self.summary = summary
        self.errorDetails = errorDetails
        self.supersededBy = supersededBy
    }
}

extension StateChange {
    /// What an execution, a stage or an action changed to.
    public enum State: String, Codable, Sendable, Hashable, CaseIterable {
        case started = "STARTED"
        case succeeded = "SUCCEEDED"
        case failed = "FAILED"
        case resumed = "RESUMED"
        case superseded = "SUPERSEDED"
        case canceled = "CANCELED"
        case stopping = "STOPPING"
        case stopped = "STOPPED"
        case abandoned = "ABANDONED"
        /// A build was handed to its provider and has an external execution id.
        case submitted = "SUBMITTED"
        /// An approval waits for a person.
        case approvalNeeded = "APPROVAL_NEEDED"
    }

    /// The path of the stream on the engine's endpoint.
    public static let streamPath = "/sluice/events"
}
