import PipelineAPI
import PipelineCore

/// What holds in every walk, checked after each event against what has gone before. Notes what is broken.
struct WalkRules {
    private(set) var broken: [String] = []
    /// The runs that were started and not ended or cancelled since, those of rules too.
    private var open: [ActionExecutionID: ActionRun] = [:]
    /// How each run has ended.
    private var endings: [ActionExecutionID: ActionExecutionStatus] = [:]
    private var latestStarts: [Place: ActionExecutionID] = [:]
    /// The widest retry since the latest start of each action, if there was one.
    private var retries: [Place: StageRetryMode] = [:]
    private var final: [ExecutionID: PipelineExecutionStatus] = [:]
    private(set) var rollbacks = RollbackRules()

    /// An action in an execution's stay in a stage.
    private struct Place: Hashable {
        var execution: ExecutionID
        var stage: StageName
        var action: ActionName
    }

    mutating func note(_ problem: String) { broken.append(problem) }

    mutating func check(_ before: PipelineState, _ event: Event, _ after: PipelineState, _ effects: [Effect]) {
        end(event, after, effects)
        allowRetries(before, event, after)
        for case .startAction(let start) in effects { begin(start.run) }
        checkStages(after)
        checkLocks(after)
        checkWork(after)
        checkFinal(event, after)
        broken += WaitingRules.broken(before, after, effects)
        rollbacks.check(before, event, after, effects)
        broken += rollbacks.takeBroken()
    }

    // MARK: Runs

    private mutating func end(_ event: Event, _ state: PipelineState, _ effects: [Effect]) {
        for case .cancelAction(let id) in effects { close(id, .abandoned) }
        switch event.kind {
        case .actionSucceeded(let id, _): close(id, .succeeded)
        case .actionFailed(let id, _, _): close(id, .failed)
        case .approvalDecided(_, _, let token, let result, _):
            guard let run = open.values.first(where: { $0.token == token }) else { return }
            close(run.id, result.status == .approved ? .succeeded : .failed)
        default: break
        }
    }

    private mutating func close(_ id: ActionExecutionID, _ status: ActionExecutionStatus) {
        if open.removeValue(forKey: id) == nil { note("\(id) ended twice, or had never begun") }
        endings[id] = status
    }

    /// A person's retry is an event; an automatic one shows in what the stage tells of its retries.
    private mutating func allowRetries(_ before: PipelineState, _ event: Event, _ after: PipelineState) {
        if case .stageRetried(let stage, let execution, let mode) = event.kind { allow(stage, execution, mode) }
        for slot in after.allStages {
            guard let stay = slot.latest, stay.retries?.autoStageRetryAttempt != nil,
                !before.allStages.contains(where: {
                    $0.name == slot.name && $0.latest?.execution == stay.execution
                        && $0.latest?.retries?.autoStageRetryAttempt != nil
                })
            else { continue }
            let declared = (after.lanes[stay.execution] ?? after).declaration.stages.first { $0.name == slot.name }
            allow(slot.name, stay.execution, declared?.onFailure?.retryConfiguration?.retryMode ?? .allActions)
        }
    }

    private mutating func allow(_ stage: StageName, _ execution: ExecutionID, _ mode: StageRetryMode) {
        for place in latestStarts.keys where place.stage == stage && place.execution == execution {
            // What a retry of all has not reached yet is still to run when what failed in it is retried.
            if retries[place] != .allActions { retries[place] = mode }
        }
    }

    /// No action runs twice in one attempt: what ran in this stay has ended, and a retry that means it has come since.
    private mutating func begin(_ run: ActionRun) {
        if endings[run.id] != nil || open[run.id] != nil { note("\(run.id) was started twice") }
        open[run.id] = run
        guard run.gate == nil else { return }
        let place = Place(execution: run.execution, stage: run.stage, action: run.action.name)
        if let last = latestStarts[place] {
            switch (endings[last], retries[place]) {
            case (nil, _): note("\(place) runs again while \(last) has not ended")
            case (_, nil): note("\(place) runs again without a retry")
            case (.succeeded, .failedActions): note("\(place) has succeeded and runs again in a retry of what failed")
            default: break
            }
        }
        latestStarts[place] = run.id
        retries[place] = nil
    }

    // MARK: Stages

    /// A stage never holds two executions: whatever runs in it is of the one that holds its lock.
    private mutating func checkStages(_ state: PipelineState) {
        let isParallel = state.declaration.executionMode == .parallel
        for (stage, runs) in Dictionary(grouping: open.values, by: \.stage) {
            let executions = Set(runs.map(\.execution))
            if !isParallel, executions.count > 1 { note("\(stage) runs actions of two executions: \(executions)") }
            for execution in executions {
                let slot = (state.lanes[execution] ?? state).stages.first { $0.name == stage }
                if slot?.occupant != execution { note("\(execution) runs in \(stage) without its lock") }
            }
        }
        let told = state.allStages.flatMap(\.runs.values).filter { $0.status == .inProgress }.map(\.id)
        if Set(told) != Set(open.keys) { note("shown as in progress are \(told), and started were \(open.keys)") }
    }

    /// Whoever holds a stage is at work there, and one that is to end waits for its actions only. What is free is taken.
    private mutating func checkWork(_ state: PipelineState) {
        for slot in state.allStages {
            guard let id = slot.occupant, let latest = slot.latest, let execution = state.allExecutions[id] else {
                let isFree = slot.occupant == nil && slot.transition.enabled ?? true
                if isFree, let next = slot.inbound.first { note("\(next) waits before \(slot.name), which is free") }
                continue
            }
            if !slot.runs.values.contains(where: { $0.status == .inProgress }) {
                note("\(id) holds \(slot.name) and does nothing there")
            }
            let isOutdated = execution.mode != .parallel && execution.pipelineVersion != state.version
            if latest.status == .stopping || isOutdated,
                !latest.actions.values.contains(where: { $0.status == .inProgress })
            {
                note("\(id) is to leave \(slot.name) and waits there for rules")
            }
        }
    }

    private mutating func checkLocks(_ state: PipelineState) {
        let occupants = state.stages.compactMap(\.occupant)
        if Set(occupants).count != occupants.count { note("an execution holds two locks") }
        if state.lanes.contains(where: { lane in lane.value.stages.contains { ($0.occupant ?? lane.key) != lane.key } })
        {
            note("a lane holds another execution")
        }
        if state.declaration.executionMode == .superseded, state.stages.contains(where: { $0.inbound.count > 1 }) {
            note("two wait before a stage")
        }
    }

    /// Only a retry brings an ended execution back, and only one that failed or was stopped.
    private mutating func checkFinal(_ event: Event, _ state: PipelineState) {
        for execution in state.allExecutions.values {
            if let ended = final[execution.id], ended != execution.status {
                var revivable = false
                if case .stageRetried = event.kind { revivable = [.failed, .stopped].contains(ended) }
                if !revivable { note("\(execution.id) was \(ended)") }
            }
            let isEnded = ![.inProgress, .stopping].contains(execution.status)
            final[execution.id] = isEnded ? execution.status : nil
        }
    }
}
