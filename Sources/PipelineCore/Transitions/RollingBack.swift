import PipelineAPI

extension PipelineState {
    /// CodePipeline API, `RollbackStage`: a new execution with the revisions, artifacts and variables of an earlier one.
    mutating func rollBack(
        _ name: StageName, to target: Execution, hasSucceeded: Bool, _ trigger: ExecutionTrigger,
        _ transition: inout Transition
    ) throws(Rejection) {
        let stage = try index(of: name)
        func refused(_ reason: String) -> Rejection { .rollbackImpossible(stage: name, reason: reason) }
        if declaration.executionMode == .parallel {
            throw refused("executions of a PARALLEL pipeline have no common stages")
        }
        if stage == 0 { throw refused("it holds the sources") }
        if target.pipelineVersion != version { throw .executionOutdated(target.id) }
        if target.type == .rollback { throw refused("execution '\(target.id)' is a rollback itself") }
        if !hasSucceeded { throw refused("execution '\(target.id)' did not succeed in it") }
        if stages[stage].occupant != nil { throw refused("an execution is in it") }
        // The API has no limit among the exceptions of this operation.
        if !hasRoomForOneMore { throw refused("\(Self.concurrentExecutionsLimit) executions are in progress already") }
        enter(stage, carrying: target, trigger, &transition)
    }

    /// A failed stage goes back by itself to the execution that succeeded in it last; without one it stays failed.
    mutating func rollBackAutomatically(_ stage: Int, _ failed: ExecutionID, _ transition: inout Transition) {
        // The stage of the sources would fetch what is newest.
        guard stage > 0, let target = stages[stage].rollbackTarget, target.pipelineVersion == version else { return }
        let trigger = ExecutionTrigger(triggerType: .automatedRollback, triggerDetail: failed.rawValue)
        enter(stage, carrying: target, trigger, &transition)
    }

    /// A rollback takes the free lock at once: it comes from no earlier stage, so it waits neither for the transition nor
    /// behind executions that do, and supersedes none of them. They enter after it, and what they bring stays.
    private mutating func enter(
        _ stage: Int, carrying target: Execution, _ trigger: ExecutionTrigger, _ transition: inout Transition
    ) {
        var execution = target
        execution.id = ExecutionID(transition.newID())
        execution.number = nextNumber
        execution.mode = declaration.executionMode ?? .superseded
        execution.type = .rollback
        execution.trigger = trigger
        execution.status = .inProgress
        (execution.startTime, execution.lastUpdateTime) = (transition.time, transition.time)
        (execution.stopReason, execution.supersededBy, execution.resumeTime) = (nil, nil, nil)
        (execution.attempt, execution.isCancelling) = (1, false)
        execution.rollbackTarget = target.id
        executions[execution.id] = execution
        nextNumber += 1
        transition.announce(execution.id, .started)
        enter(stage, execution.id, &transition)
    }
}

extension StageDeclaration {
    /// Whether a failure in it may go back to an earlier execution.
    var mayRollBack: Bool {
        onFailure?.result == GateResult.rollback.rawValue
            || StageGate.allCases.contains { condition($0)?.result == GateResult.rollback.rawValue }
    }
}
