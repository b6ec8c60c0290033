public import Foundation
public import PipelineAPI

/// All that decides what a pipeline does next.
///
/// A value: `apply` turns it and an event into the next state and the effects to carry out. It holds the executions
/// that are under way and those that a stage still shows as its latest; older ones live in the history only.
public struct PipelineState: Codable, Sendable, Equatable {
    public internal(set) var declaration: PipelineDeclaration
    /// Counts the declarations of this pipeline, from 1.
    public internal(set) var version: Int
    public internal(set) var created: Date
    public internal(set) var updated: Date
    /// One per stage of the declaration, in its order; behind them, stages that an update removed while an execution was
    /// in them, until it has left.
    public internal(set) var stages: [StageSlot]
    /// The runs that began or changed in the last event, in the order in which they began to. The slots may not show them
    /// any more: the next execution can have entered.
    public internal(set) var changedRuns: [ActionRun] = []
    public internal(set) var executions: [ExecutionID: Execution]
    /// The executions of a PARALLEL pipeline: each has stages of its own, with the declaration it started with.
    public internal(set) var lanes: [ExecutionID: PipelineState] = [:]
    /// The place in the start order that the next execution takes, from 1.
    public internal(set) var nextNumber: Int

    public var name: PipelineName { declaration.name }
}

/// A stage: who is in it, who waits before it, and what it shows.
public struct StageSlot: Codable, Sendable, Equatable {
    public internal(set) var name: StageName
    /// The execution that holds the stage's lock.
    public internal(set) var occupant: ExecutionID?
    /// The occupant's stay, or the last one that was; a retry is possible while it is still the latest.
    public internal(set) var latest: StageRun?
    /// The executions that wait before the stage, the next one first. At most one in SUPERSEDED mode.
    public internal(set) var inbound: [ExecutionID]
    public internal(set) var transition: TransitionState
    /// The newest run of each action, whichever execution it belonged to: what `GetPipelineState` shows.
    public internal(set) var newestRuns: [ActionName: ActionRun]
    /// The newest execution of the pipeline's current version that succeeded here, where a failure rolls back to it.
    public internal(set) var rollbackTarget: Execution?
}

/// One execution's stay in one stage.
public struct StageRun: Codable, Sendable, Equatable {
    public internal(set) var execution: ExecutionID
    public internal(set) var status: StageExecutionStatus
    /// The newest run of each action that has started in this stay.
    public internal(set) var actions: [ActionName: ActionRun]
    public internal(set) var retries: RetryStageMetadata?
    /// The conditions met so far in this stay.
    public internal(set) var gates: [StageGate: GateRun]? = nil
}

/// Where a stage may have a condition ("How do stage conditions work?" in CodePipeline's guide).
public enum StageGate: String, Codable, Sendable, CaseIterable, CodingKeyRepresentable {
    case beforeEntry, onSuccess, onFailure
}

/// One evaluation of a gate's condition.
public struct GateRun: Codable, Sendable, Equatable {
    public internal(set) var status: ConditionExecutionStatus
    public internal(set) var lastStatusChange: Date
    /// In the order of the declaration.
    public internal(set) var rules: [ActionRun]
}
