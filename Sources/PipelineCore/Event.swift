public import Foundation
public import PipelineAPI

/// Something that happened to a pipeline, with its time and the randomness that its consequences may use.
///
/// The core has no clock and makes no random numbers: ids and tokens that follow from an event are derived from its
/// `seed`, so that replaying the same events gives the same state.
public struct Event: Codable, Sendable, Equatable {
    public var time: Date
    public var seed: UUID
    public var kind: Kind
    /// The lane of the ended execution that a request is about, where the state does not hold it any more: with it the
    /// request is judged by what the execution has come to.
    public var recalledLane: PipelineState?

    public init(time: Date, seed: UUID, kind: Kind, recalledLane: PipelineState? = nil) {
        self.time = time
        self.seed = seed
        self.kind = kind
        self.recalledLane = recalledLane
    }

    public enum Kind: Codable, Sendable, Equatable {
        /// A new execution was asked for; its id is derived from the seed.
        case executionStarted(
            trigger: ExecutionTrigger, variables: [String: String], revisions: [SourceRevisionOverride])
        /// The provider has something to show while the action runs (an external id, a summary).
        case actionProgressed(ActionExecutionID, ActionResult)
        case actionSucceeded(ActionExecutionID, ActionResult)
        case actionFailed(ActionExecutionID, ErrorDetails, ActionResult)
        case approvalDecided(
            stage: StageName, action: ActionName, token: String, result: ApprovalResult, by: String)
        case stageRetried(stage: StageName, execution: ExecutionID, mode: StageRetryMode)
        /// A new execution carries what `target` carried into a stage, and ends there. `hasSucceeded`: whether the target
        /// did in that stage.
        case stageRolledBack(stage: StageName, target: Execution, hasSucceeded: Bool, trigger: ExecutionTrigger)
        /// A person lets a stage go on whose condition is being evaluated.
        case conditionOverridden(stage: StageName, execution: ExecutionID, gate: StageGate)
        case stopRequested(ExecutionID, abandon: Bool, reason: String?)
        case transitionEnabled(stage: StageName, type: StageTransitionType, by: String)
        case transitionDisabled(stage: StageName, type: StageTransitionType, reason: String, by: String)
        /// The declaration was replaced; the version rises by one.
        case declarationUpdated(PipelineDeclaration)
    }
}
