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
        stages[stage].occupant = id
        stages[stage].latest = StageRun(execution: id, status: .inProgress, actions: [:], retries: nil)
        executions[id]?.lastUpdateTime = transition.time
        transition.announce(id, stage: slot.name, .started)
        return true
    }

    /// Takes an occupied stage one step further. Answers whether there was one to take.
    private mutating func settle(_ stage: Int, _ transition: inout Transition) -> Bool {
        guard let id = stages[stage].occupant, let execution = executions[id], let run = stages[stage].latest else {
            return false
        }
        if !run.isAtRest {
            // While siblings run, a failed action that is retried starts next to them.
            return mayStartActions(execution, run) && startNextActions(stage, execution, &transition)
        }
        if run.status == .stopping { return leave(stage, .stopped, .stopped, &transition) }
        if execution.isCancelling { return leave(stage, .cancelled, .cancelled, &transition) }
        if run.hasFailure { return leave(stage, .failed, .failed, &transition) }
        if startNextActions(stage, execution, &transition) { return true }
        return succeed(stage, execution.id, &transition)
    }

    private func mayStartActions(_ execution: Execution, _ run: StageRun) -> Bool {
        !execution.isCancelling && run.status == .inProgress && !run.hasFailure
    }

    /// Starts the actions of the lowest run order that is not complete. Answers whether any was started.
    private mutating func startNextActions(
        _ stage: Int, _ execution: Execution, _ transition: inout Transition
    ) -> Bool {
        let actions = declaration.stages[stage].actions
        let done = stages[stage].latest?.actions ?? [:]
        let open = actions.filter { done[$0.name]?.status != .succeeded }
        guard let runOrder = open.map(\.order).min() else { return false }
        let toStart = open.filter { $0.order == runOrder && done[$0.name] == nil }
        for action in toStart { begin(action, stage: stage, execution: execution.id, &transition) }
        return !toStart.isEmpty
    }

    /// The stage succeeded: the execution goes on to the next, or ends.
    private mutating func succeed(_ stage: Int, _ id: ExecutionID, _ transition: inout Transition) -> Bool {
        let isLast = stage == declaration.stages.count - 1
        release(stage, .succeeded, &transition)
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
        transition.announce(id, stage: stages[stage].name, status.announcement)
    }
}

extension StageRun {
    var isAtRest: Bool { !actions.values.contains { $0.status == .inProgress } }

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
