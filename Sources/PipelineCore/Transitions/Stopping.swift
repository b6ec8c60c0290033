import PipelineAPI

extension PipelineState {
    /// CodePipeline API, `StopPipelineExecution`: after the running actions, or at once by abandoning them.
    mutating func stop(
        _ id: ExecutionID, abandon: Bool, reason: String?, _ transition: inout Transition
    ) throws(Rejection) {
        if abandon, wasAbandoned(id) { throw .duplicateStopRequest(id) }
        guard let execution = executions[id], !execution.status.hasEnded else {
            throw .executionNotStoppable(id, executions[id]?.status)
        }
        if execution.status == .stopping, !abandon { throw .duplicateStopRequest(id) }
        executions[id]?.stopReason = reason ?? execution.stopReason
        executions[id]?.lastUpdateTime = transition.time
        guard let stage = stages.firstIndex(where: { $0.occupant == id }) else {
            return stopWaiting(id, &transition)
        }
        if execution.status == .inProgress { beginStopping(id, stage, &transition) }
        if abandon { abandonRuns(in: stage, &transition) }
    }

    /// Whether the execution ended because its runs were abandoned.
    private func wasAbandoned(_ id: ExecutionID) -> Bool {
        guard executions[id]?.status == .stopped else { return false }
        let run = stages.lazy.compactMap(\.latest).first { $0.execution == id && $0.status == .stopped }
        let isAction = run?.actions.values.contains { $0.status == .abandoned } ?? false
        return isAction || run?.gates?.values.contains { $0.status == .abandoned } ?? false
    }

    private mutating func stopWaiting(_ id: ExecutionID, _ transition: inout Transition) {
        removeFromWaiting(id)
        endExecution(id, .stopped, &transition)
    }

    mutating func removeFromWaiting(_ id: ExecutionID) {
        for stage in stages.indices { stages[stage].inbound.removeAll { $0 == id } }
    }

    private mutating func beginStopping(_ id: ExecutionID, _ stage: Int, _ transition: inout Transition) {
        executions[id]?.status = .stopping
        stages[stage].latest?.status = .stopping
        transition.announce(id, .stopping)
        transition.announce(id, stage: stages[stage].name, .stopping)
    }

    private mutating func abandonRuns(in stage: Int, _ transition: inout Transition) {
        let runs = stages[stage].latest?.actions.values.filter { $0.status == .inProgress } ?? []
        for var run in runs.sorted(by: { $0.action.name < $1.action.name }) {
            finish(&run, .abandoned, error: nil, in: stage, &transition)
            transition.add(.cancelAction(run.id))
        }
        for gate in StageGate.allCases { endRules(of: gate, in: stage, .abandoned, &transition) }
    }
}
