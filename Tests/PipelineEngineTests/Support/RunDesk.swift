import PipelineAPI
import PipelineCore
import PipelineEngine

/// Where runs of actions wait until the test says how they end.
actor RunDesk {
    private(set) var starts: [ActionStart] = []
    private(set) var cancelled: [ActionExecutionID] = []
    private var unseen: [ActionStart] = []
    private var runs: [ActionExecutionID: CheckedContinuation<ActionOutcome?, Never>] = [:]
    private var awaitedCancels: [ActionExecutionID: CheckedContinuation<Void, Never>] = [:]
    private var waiting: [(action: ActionName, turn: CheckedContinuation<ActionStart, Never>)] = []

    /// The next run of an action that the test has not been given yet; waits for it.
    func next(_ action: ActionName) async -> ActionStart {
        if let index = unseen.firstIndex(where: { $0.action.name == action }) { return unseen.remove(at: index) }
        return await withCheckedContinuation { waiting.append((action, $0)) }
    }

    func end(_ start: ActionStart, _ outcome: ActionOutcome?) {
        runs.removeValue(forKey: start.run.id)?.resume(returning: outcome)
    }

    func perform(_ start: ActionStart) async -> ActionOutcome? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { run in
                guard !Task.isCancelled else { return run.resume(returning: nil) }
                runs[start.run.id] = run
                arrive(start)
            }
        } onCancel: {
            Task { await self.end(start, nil) }
        }
    }

    func cancel(_ start: ActionStart) {
        cancelled.append(start.run.id)
        awaitedCancels.removeValue(forKey: start.run.id)?.resume()
    }

    func waitForCancel(of start: ActionStart) async {
        if cancelled.contains(start.run.id) { return }
        await withCheckedContinuation { awaitedCancels[start.run.id] = $0 }
    }

    private func arrive(_ start: ActionStart) {
        starts.append(start)
        guard let index = waiting.firstIndex(where: { $0.action == start.action.name }) else {
            return unseen.append(start)
        }
        waiting.remove(at: index).turn.resume(returning: start)
    }
}
