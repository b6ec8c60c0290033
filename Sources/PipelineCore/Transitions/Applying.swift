public import Foundation
public import PipelineAPI

extension PipelineState {
    /// A pipeline that was just declared, with nothing running.
    public init(declaration: PipelineDeclaration, time: Date) {
        self.init(
            restoring: declaration, version: 1, created: time, updated: time,
            stages: declaration.stages.map { StageSlot(name: $0.name) }, executions: [], nextNumber: 1)
        self.declaration.version = version
    }

    /// Takes the pipeline from this state to the next, and says what is to be done then, in the order of causes.
    ///
    /// Throws a `Rejection` and changes nothing when the event is not allowed in this state.
    public mutating func apply(_ event: Event) throws(Rejection) -> [Effect] {
        var next = self
        var transition = Transition(event)
        if let lane = event.recalledLane { next.recall(lane) }
        let lane = next.lane(of: event.kind)
        next.forgetWhatEnded(besides: lane)
        if let lane {
            try next.perform(event.kind, inLane: lane, &transition)
        } else {
            try next.perform(event.kind, &transition)
            next.advance(&transition)
        }
        self = next
        return transition.effects
    }

    mutating func perform(_ kind: Event.Kind, _ transition: inout Transition) throws(Rejection) {
        switch kind {
        case .executionStarted(let trigger, let variables, let revisions):
            try start(trigger, variables: variables, revisions: revisions, &transition)
        case .actionProgressed(let id, let result):
            try progress(id, result, &transition)
        case .actionSucceeded(let id, let result):
            try end(id, .succeeded, result, error: nil, &transition)
        case .actionFailed(let id, let error, let result):
            try end(id, .failed, result, error: error, &transition)
        case .approvalDecided(let stage, let action, let token, let result, let approver):
            try decide(stage: stage, action: action, token: token, result: result, by: approver, &transition)
        case .stageRetried(let stage, let execution, let mode):
            try retry(stage: stage, execution: execution, mode: mode, &transition)
        case .stageRolledBack(let stage, let target, let hasSucceeded, let trigger):
            try rollBack(stage, to: target, hasSucceeded: hasSucceeded, trigger, &transition)
        case .conditionOverridden(let stage, let execution, let gate):
            try override(gate, of: stage, execution: execution, &transition)
        case .stopRequested(let execution, let abandon, let reason):
            try stop(execution, abandon: abandon, reason: reason, &transition)
        case .transitionEnabled(let stage, let type, let user):
            try setTransition(stage, type, by: user, disabledReason: nil, &transition)
        case .transitionDisabled(let stage, let type, let reason, let user):
            try setTransition(stage, type, by: user, disabledReason: reason, &transition)
        case .declarationUpdated(let declaration):
            try update(declaration, &transition)
        }
    }

    /// Drops executions that ended before this event and that no stage shows any more, and removed stages that emptied.
    ///
    /// - Parameter lane: the lane that the event is about, which is to be judged as it is.
    private mutating func forgetWhatEnded(besides lane: ExecutionID?) {
        changedRuns = []
        forgetEndedLanes(besides: lane)
        stages = stages.enumerated().filter { $0.offset < declaration.stages.count || $0.element.occupant != nil }
            .map(\.element)
        let shown = Set(stages.compactMap(\.latest?.execution))
        executions = executions.filter { !$0.value.status.hasEnded || shown.contains($0.key) }
    }
}

extension StageSlot {
    init(name: StageName) {
        self.init(
            name: name, occupant: nil, latest: nil, inbound: [], transition: TransitionState(enabled: true),
            newestRuns: [:], rollbackTarget: nil)
    }
}
