import PipelineAPI
import PipelineCore

/// What a stage goes back to, when it does, and where a rollback ends.
struct RollbackRules {
    private var broken: [String] = []
    /// The executions that succeeded in each stage, the latest last, rollbacks left out.
    private var successes: [StageName: [Success]] = [:]
    /// The one stage that a rollback is for.
    private var places: [ExecutionID: StageName] = [:]

    private struct Success {
        var execution: Execution
        var version: Int
    }

    func hasSucceeded(_ id: ExecutionID, in stage: StageName) -> Bool {
        successes[stage]?.contains { $0.execution.id == id } ?? false
    }

    mutating func takeBroken() -> [String] {
        defer { broken = [] }
        return broken
    }

    mutating func check(_ before: PipelineState, _ event: Event, _ after: PipelineState, _ effects: [Effect]) {
        if case .stageRolledBack(let stage, let target, let hasSucceeded, _) = event.kind {
            let isTarget = hasSucceeded && target.type == .standard && target.pipelineVersion == after.version
            if !isTarget { broken.append("\(stage) went back to \(target.id), which is no target") }
        }
        let new = after.allExecutions.values.filter { $0.type == .rollback && before.allExecutions[$0.id] == nil }
        for case .announce(let news) in effects where news.action == nil {
            guard let stage = news.stage else { continue }
            follow(news, in: stage, after, new)
        }
    }

    private mutating func follow(
        _ news: Announcement, in stage: StageName, _ state: PipelineState, _ new: [Execution]
    ) {
        guard let execution = state.allExecutions[news.execution] else { return }
        switch (news.state, execution.type) {
        case (.started, .rollback): enter(execution, stage, state)
        case (.succeeded, .standard) where !news.isSkipped:
            successes[stage, default: []].append(Success(execution: execution, version: state.version))
        case (.failed, .standard): checkGoesBack(execution.id, stage, state, new)
        case (.failed, .rollback):
            if new.contains(where: { $0.trigger.triggerDetail == execution.id.rawValue }) {
                broken.append("the failed rollback \(execution.id) was rolled back")
            }
        default: break
        }
    }

    private mutating func enter(_ rollback: Execution, _ stage: StageName, _ state: PipelineState) {
        if places.updateValue(stage, forKey: rollback.id) ?? stage != stage {
            broken.append("the rollback \(rollback.id) went on to \(stage)")
        }
        if rollback.mode == .parallel || state.declaration.stages.first?.name == stage {
            broken.append("\(stage) cannot be rolled back")
        }
        let target = successes[stage]?.last { $0.execution.id == rollback.rollbackTarget }
        if target?.execution.revisionOverrides != rollback.revisionOverrides {
            broken.append("\(rollback.id) carries something else than its target")
        }
    }

    /// A stage that says so goes back to the last success under the same declaration.
    private mutating func checkGoesBack(
        _ failed: ExecutionID, _ stage: StageName, _ state: PipelineState, _ new: [Execution]
    ) {
        let index = state.declaration.stages.firstIndex { $0.name == stage } ?? 0
        guard index > 0, state.declaration.executionMode != .parallel,
            state.declaration.stages[index].onFailure?.result == "ROLLBACK"
        else { return }
        let target = successes[stage]?.last { $0.version == state.version }?.execution.id
        let started = new.first { $0.trigger.triggerDetail == failed.rawValue }
        if started?.rollbackTarget != target {
            broken.append(
                "\(stage) went back to \(started?.rollbackTarget ?? "nothing"), not to \(target ?? "nothing")")
        }
    }
}
