import PipelineAPI

extension PipelineState {
    /// CodePipeline API, `UpdatePipeline`: a new version; what waits is cancelled at once, what runs when its running
    /// actions have ended. Stages that keep their name keep what they show and their transition.
    mutating func update(_ new: PipelineDeclaration, _ transition: inout Transition) throws(Rejection) {
        guard new.name == name else { throw .nameChanged(from: name, to: new.name) }
        version += 1
        updated = transition.time
        cancelExecutions(&transition)
        declaration = new
        declaration.version = version
        let kept = Dictionary(stages.map { ($0.name, $0) }) { first, _ in first }
        let names = Set(new.stages.map(\.name))
        let removed = stages.filter { !names.contains($0.name) && $0.occupant != nil }
        stages = new.stages.map { kept[$0.name] ?? StageSlot(name: $0.name) } + removed
        openTransitionsOfLanes(besides: names, &transition)
        // A rollback never crosses a change of the pipeline.
        for stage in stages.indices { stages[stage].rollbackTarget = nil }
    }

    private mutating func cancelExecutions(_ transition: inout Transition) {
        let inside = Set(stages.compactMap(\.occupant))
        for execution in executions.values.sorted(by: { $0.number < $1.number }) where !execution.status.hasEnded {
            if inside.contains(execution.id) {
                executions[execution.id]?.isCancelling = execution.status == .inProgress
            } else {
                removeFromWaiting(execution.id)
                endExecution(execution.id, .cancelled, &transition)
            }
        }
    }
}
