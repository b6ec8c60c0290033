import PipelineAPI

extension PipelineState {
    /// Lets everything happen that can: stages go on or end, and executions that wait enter.
    ///
    /// Later stages come first, so that an execution leaves a stage before the next one enters it.
    mutating func advance(_ transition: inout Transition) {
        var hasChanged = true
        while hasChanged {
            hasChanged = false
            for stage in stages.indices.reversed() {
                while settle(stage, &transition) { hasChanged = true }
                if admit(stage, &transition) { hasChanged = true }
            }
        }
    }

    /// Lets the next waiting execution in: the lock must be free and the transition enabled.
    private mutating func admit(_ stage: Int, _ transition: inout Transition) -> Bool {
        let slot = stages[stage]
        guard slot.occupant == nil, slot.transition.enabled ?? true, let id = slot.inbound.first else { return false }
        stages[stage].inbound.removeFirst()
        enter(stage, id, &transition)
        return true
    }

    /// An execution takes the lock of a stage.
    mutating func enter(_ stage: Int, _ id: ExecutionID, _ transition: inout Transition) {
        stages[stage].occupant = id
        stages[stage].latest = StageRun(execution: id, status: .inProgress, actions: [:], retries: nil)
        executions[id]?.lastUpdateTime = transition.time
        transition.announce(id, stage: stages[stage].name, .started)
    }

    /// Takes an occupied stage one step further. Answers whether there was one to take.
    private mutating func settle(_ stage: Int, _ transition: inout Transition) -> Bool {
        guard let id = stages[stage].occupant, let execution = executions[id], let run = stages[stage].latest else {
            return false
        }
        if run.status == .stopping || execution.isCancelling, !run.hasActionInProgress {
            // Its actions are waited for. What its rules would say matters no more.
            for gate in StageGate.allCases { endRules(of: gate, in: stage, .cancelled, &transition) }
        } else if !run.isAtRest {
            // While siblings run, a failed action that is retried starts next to them; while rules run, nothing starts.
            return mayStartActions(execution, run) && startNextActions(stage, execution, &transition)
        }
        if run.status == .stopping { return leave(stage, .stopped, .stopped, &transition) }
        if execution.isCancelling { return leave(stage, .cancelled, .cancelled, &transition) }
        if meets(.beforeEntry, stage, &transition) { return true }
        if let result = failedResult(.beforeEntry, stage) {
            return result == .skip
                ? pass(stage, .skipped, &transition) : fail(stage, execution, ofActions: false, &transition)
        }
        if run.hasFailure { return fail(stage, execution, ofActions: true, &transition) }
        if startNextActions(stage, execution, &transition) { return true }
        if meets(.onSuccess, stage, &transition) { return true }
        if let result = failedResult(.onSuccess, stage) {
            return result == .rollback
                ? leaveFailed(stage, execution, rollsBack: true, &transition)
                : fail(stage, execution, ofActions: false, &transition)
        }
        return pass(stage, .succeeded, &transition)
    }

    /// An action failed, or a condition did not hold: the stage is run again if that is declared for its actions, else it
    /// fails, and may be rolled back.
    private mutating func fail(
        _ stage: Int, _ execution: Execution, ofActions: Bool, _ transition: inout Transition
    ) -> Bool {
        if ofActions, retryAutomatically(stage, execution, &transition) { return true }
        if meets(.onFailure, stage, &transition) { return true }
        let isDeclared = declaration.stages[stage].onFailure?.result == GateResult.rollback.rawValue
        let rollsBack = isDeclared || failedResult(.onFailure, stage) == .rollback
        return leaveFailed(stage, execution, rollsBack: rollsBack, &transition)
    }

    private mutating func leaveFailed(
        _ stage: Int, _ execution: Execution, rollsBack: Bool, _ transition: inout Transition
    ) -> Bool {
        let hasLeft = leave(stage, .failed, .failed, &transition)
        if rollsBack, execution.type != .rollback { rollBackAutomatically(stage, execution.id, &transition) }
        return hasLeft
    }

    /// How many actions of one PARALLEL execution run at once ("Quotas in AWS CodePipeline").
    private static let parallelActionsLimit = 5

    private func mayStartActions(_ execution: Execution, _ run: StageRun) -> Bool {
        !execution.isCancelling && run.status == .inProgress && !run.hasFailure
            && !run.rules.contains { $0.status == .inProgress }
    }

    /// Starts the actions of the lowest run order that is not complete. Answers whether any was started.
    private mutating func startNextActions(
        _ stage: Int, _ execution: Execution, _ transition: inout Transition
    ) -> Bool {
        let actions = declaration.stages[stage].actions
        let done = stages[stage].latest?.actions ?? [:]
        let open = actions.filter { done[$0.name]?.status != .succeeded }
        guard let runOrder = open.map(\.order).min() else { return false }
        let running = done.values.filter { $0.status == .inProgress }.count
        let room = declaration.executionMode == .parallel ? Self.parallelActionsLimit - running : Int.max
        let toStart = open.filter { $0.order == runOrder && done[$0.name] == nil }.prefix(max(0, room))
        for action in toStart { begin(action, stage: stage, execution: execution.id, &transition) }
        return !toStart.isEmpty
    }

    /// The stage succeeded or was skipped: the execution goes on to the next, or ends. A rollback ends with its stage.
    private mutating func pass(
        _ stage: Int, _ status: StageExecutionStatus, _ transition: inout Transition
    ) -> Bool {
        guard let id = stages[stage].occupant, let execution = executions[id] else { return false }
        let isLast = stage == declaration.stages.count - 1 || execution.type == .rollback
        if status == .succeeded, execution.type == .standard, declaration.stages[stage].mayRollBack {
            stages[stage].rollbackTarget = execution
        }
        release(stage, status, &transition)
        if isLast {
            endExecution(id, .succeeded, &transition)
        } else {
            executions[id]?.lastUpdateTime = transition.time
            arrive(id, before: stage + 1, &transition)
        }
        return true
    }

    /// The execution ends where it is.
    private mutating func leave(
        _ stage: Int, _ stageStatus: StageExecutionStatus, _ status: PipelineExecutionStatus,
        _ transition: inout Transition
    ) -> Bool {
        guard let id = stages[stage].occupant else { return false }
        release(stage, stageStatus, &transition)
        endExecution(id, status, &transition)
        return true
    }

    private mutating func release(
        _ stage: Int, _ status: StageExecutionStatus, _ transition: inout Transition
    ) {
        guard let id = stages[stage].occupant else { return }
        stages[stage].latest?.status = status
        stages[stage].occupant = nil
        transition.announce(
            id, stage: stages[stage].name, status.announcement, isSkipped: status == .skipped)
    }
}

extension StageRun {
    var isAtRest: Bool { !hasActionInProgress && !rules.contains { $0.status == .inProgress } }

    var hasActionInProgress: Bool { actions.values.contains { $0.status == .inProgress } }

    /// The runs of the rules of all conditions met so far.
    var rules: [ActionRun] { StageGate.allCases.compactMap { gates?[$0] }.flatMap(\.rules) }

    var hasFailure: Bool { actions.values.contains { $0.status.isFailure } }
}

extension ActionExecutionStatus {
    /// Failed, or abandoned: what a retry of failed actions runs again.
    var isFailure: Bool {
        switch self {
        case .failed, .abandoned: true
        case .inProgress, .succeeded: false
        }
    }
}

extension ActionDeclaration {
    /// The run order; actions without one are first.
    var order: Int { runOrder ?? 1 }
}

extension StageExecutionStatus {
    var announcement: StateChange.State {
        switch self {
        case .cancelled: .canceled
        case .inProgress: .started
        case .failed: .failed
        case .stopped: .stopped
        case .stopping: .stopping
        case .succeeded, .skipped: .succeeded
        }
    }
}
