import PipelineAPI
import PipelineCore

/// Who enters a stage first, and who gives way: what holds of every single event.
enum WaitingRules {
    static func broken(_ before: PipelineState, _ after: PipelineState, _ effects: [Effect]) -> [String] {
        after.stages.flatMap { slot -> [String] in
            guard let old = before.stages.first(where: { $0.name == slot.name }) else { return [] }
            return orderBroken(old.inbound, slot, effects.entries(of: slot.name), after)
        } + supersedingBroken(before, after) + shutBroken(before, after, effects)
    }

    /// A disabled transition lets nobody in but a rollback.
    private static func shutBroken(
        _ before: PipelineState, _ after: PipelineState, _ effects: [Effect]
    ) -> [String] {
        effects.compactMap { effect in
            guard case .announce(let news) = effect, let stage = news.stage, news.action == nil, news.state == .started,
                after.allExecutions[news.execution]?.type != .rollback
            else { return nil }
            let isShut = [before, after].allSatisfy { state in
                let slot = (state.lanes[news.execution] ?? state).stages.first { $0.name == stage }
                return slot?.transition.enabled == false
            }
            return isShut ? "\(news.execution) entered \(stage), whose transition is disabled" : nil
        }
    }

    /// First come, first served.
    private static func orderBroken(
        _ waited: [ExecutionID], _ slot: StageSlot, _ entered: [ExecutionID], _ state: PipelineState
    ) -> [String] {
        var broken: [String] = []
        let staying = waited.filter(slot.inbound.contains)
        if !slot.inbound.starts(with: staying) { broken.append("the order before \(slot.name) changed") }
        let first = waited.firstIndex(where: slot.inbound.contains) ?? waited.count
        for id in entered where state.allExecutions[id]?.type != .rollback {
            let place = waited.firstIndex(of: id) ?? waited.count
            if place > first { broken.append("\(id) overtook \(waited[first]) before \(slot.name)") }
        }
        let served = entered.filter(waited.contains)
        if served != waited.filter(served.contains) { broken.append("\(slot.name) was entered in another order") }
        return broken
    }

    /// The newest wins, in SUPERSEDED mode, and only there; rollbacks take no part.
    private static func supersedingBroken(_ before: PipelineState, _ after: PipelineState) -> [String] {
        let all = after.allExecutions
        return all.values.filter { $0.status == .superseded && before.allExecutions[$0.id]?.status != .superseded }
            .flatMap { older -> [String] in
                guard let newer = older.supersededBy.flatMap({ all[$0] }) else {
                    return ["\(older.id) gave way to nobody"]
                }
                var broken: [String] = []
                if older.mode != .superseded { broken.append("\(older.id) was superseded in \(older.mode)") }
                if newer.number <= older.number { broken.append("\(older.id) gave way to an older one") }
                if newer.type == .rollback || older.type == .rollback { broken.append("\(older.id): a rollback") }
                if after.stages.contains(where: { $0.occupant == older.id || $0.inbound.contains(older.id) }) {
                    broken.append("\(older.id) is superseded and still there")
                }
                return broken
            }
    }
}

extension [Effect] {
    /// The executions that entered a stage, in their order.
    func entries(of stage: StageName) -> [ExecutionID] {
        compactMap { effect in
            guard case .announce(let news) = effect, news.stage == stage, news.action == nil, news.state == .started
            else {
                return nil
            }
            return news.execution
        }
    }
}
