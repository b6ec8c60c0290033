public import PipelineAPI

/// PARALLEL executions run side by side: each in a lane, a pipeline state of its own that holds this one execution.
extension PipelineState {
    /// How many ended lanes are held for a retry, the newest first; the others have to be recalled.
    private static let endedLanesKept = 20

    /// Every execution, whether it shares the pipeline's stages or has a lane of its own.
    public var allExecutions: [ExecutionID: Execution] {
        lanes.values.reduce(into: executions) { $0.merge($1.executions) { _, last in last } }
    }

    /// Every stage, those of lanes included.
    public var allStages: [StageSlot] { stages + lanes.values.flatMap(\.stages) }

    /// Lets an event happen in the lane it concerns.
    mutating func perform(
        _ kind: Event.Kind, inLane id: ExecutionID, _ transition: inout Transition
    ) throws(Rejection) {
        guard var lane = lanes[id] else { throw .executionNotFound(id) }
        if case .stageRetried(let stage, _, _) = kind {
            // The lane keeps its declaration, and so does not see that the pipeline has another.
            if lane.version != version {
                throw .stageNotRetryable(
                    stage, reason: "the pipeline's structure has changed since the execution started")
            }
            if lane.executions[id]?.status.hasEnded ?? true { try checkRoomForOneMore() }
        }
        lane.changedRuns = []
        try lane.perform(kind, &transition)
        lane.advance(&transition)
        changedRuns += lane.changedRuns
        lanes[id] = lane
    }

    /// The lane that an event concerns; `nil` if it is none of a lane.
    func lane(of kind: Event.Kind) -> ExecutionID? {
        switch kind {
        case .actionProgressed(let id, _), .actionSucceeded(let id, _), .actionFailed(let id, _, _):
            lanes.first { $0.value.isRunning(id) }?.key
        case .approvalDecided(let stage, let action, let token, _, _):
            lanes.first { lane in
                lane.value.stages.contains { $0.name == stage && $0.newestRuns[action]?.token == token }
            }?.key
        case .stageRetried(_, let id, _), .stopRequested(let id, _, _), .conditionOverridden(_, let id, _):
            lanes[id] == nil ? nil : id
        case .executionStarted, .stageRolledBack, .transitionEnabled, .transitionDisabled, .declarationUpdated:
            nil
        }
    }

    /// The ended execution that a request is about and whose lane, if it had one, is held no longer.
    public func executionToRecall(for kind: Event.Kind) -> ExecutionID? {
        switch kind {
        case .stageRetried(_, let id, _), .stopRequested(let id, _, _), .conditionOverridden(_, let id, _):
            lanes[id] == nil && executions[id] == nil ? id : nil
        case .executionStarted, .actionProgressed, .actionSucceeded, .actionFailed, .approvalDecided, .stageRolledBack,
            .transitionEnabled, .transitionDisabled, .declarationUpdated:
            nil
        }
    }

    /// Takes back a lane that was dropped.
    mutating func recall(_ lane: PipelineState) {
        for id in lane.executions.keys { lanes[id] = lane }
    }

    /// Starts an execution in a lane of its own.
    mutating func startLane(
        _ trigger: ExecutionTrigger, variables: [String: String], revisions: [SourceRevisionOverride],
        _ transition: inout Transition
    ) {
        var lane = PipelineState(
            restoring: declaration, version: version, created: created, updated: updated,
            stages: zip(declaration.stages, stages).map { stage, slot in
                var own = StageSlot(name: stage.name)
                own.transition = slot.transition
                return own
            }, executions: [], nextNumber: nextNumber)
        let id = lane.addExecution(trigger, variables: variables, revisions: revisions, &transition)
        lane.arrive(id, before: 0, &transition)
        lane.advance(&transition)
        changedRuns += lane.changedRuns
        lanes[id] = lane
        nextNumber += 1
    }

    /// A transition of the pipeline holds, or lets in, the executions of every lane.
    mutating func setTransitionOfLanes(
        _ name: StageName, _ type: StageTransitionType, by user: String, disabledReason: String?,
        _ transition: inout Transition
    ) {
        for id in lanes.keys.sorted() {
            guard var lane = lanes[id] else { continue }
            lane.changedRuns = []
            // A lane whose declaration has no such stage is not concerned.
            try? lane.setTransition(name, type, by: user, disabledReason: disabledReason, &transition)
            lane.advance(&transition)
            changedRuns += lane.changedRuns
            lanes[id] = lane
        }
    }

    /// A stage that only old executions know has no transition that anybody could enable, so none holds them.
    mutating func openTransitionsOfLanes(besides known: Set<StageName>, _ transition: inout Transition) {
        for id in lanes.keys.sorted() {
            guard var lane = lanes[id] else { continue }
            lane.changedRuns = []
            for stage in lane.stages.indices where !known.contains(lane.stages[stage].name) {
                lane.stages[stage].transition = TransitionState(enabled: true)
            }
            lane.advance(&transition)
            changedRuns += lane.changedRuns
            lanes[id] = lane
        }
    }

    /// Drops lanes whose execution has ended for good, and all but the newest of those that may be retried.
    mutating func forgetEndedLanes(besides judged: ExecutionID?) {
        if lanes.isEmpty { return }
        let ended = lanes.filter { $0.key != judged && $0.value.executions[$0.key]?.status.hasEnded ?? true }
        let retryable = ended.filter { lane in
            let status = lane.value.executions[lane.key]?.status
            return lane.value.version == version && (status == .failed || status == .stopped)
        }
        let kept = retryable.keys.sorted { number(of: $0) > number(of: $1) }.prefix(Self.endedLanesKept)
        for id in ended.keys where !kept.contains(id) { lanes[id] = nil }
    }

    private func number(of id: ExecutionID) -> Int { lanes[id]?.executions[id]?.number ?? 0 }
}
