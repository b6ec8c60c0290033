public import Foundation
public import PipelineAPI

extension PipelineState {
    /// The state a store kept, put together again from its records.
    public init(
        restoring declaration: PipelineDeclaration, version: Int, created: Date, updated: Date, stages: [StageSlot],
        executions: [Execution], nextNumber: Int, lanes: [PipelineState] = []
    ) {
        self.declaration = declaration
        self.version = version
        self.created = created
        self.updated = updated
        self.stages = stages
        self.executions = Dictionary(executions.map { ($0.id, $0) }, uniquingKeysWith: { _, last in last })
        self.nextNumber = nextNumber
        let keyed = lanes.compactMap { lane in lane.executions.keys.first.map { ($0, lane) } }
        self.lanes = Dictionary(keyed) { _, last in last }
    }
}

extension StageSlot {
    /// Every run that the slot shows.
    public var runs: [ActionExecutionID: ActionRun] {
        var runs = Dictionary(newestRuns.values.map { ($0.id, $0) }) { _, last in last }
        for run in latest?.actions.values ?? [:].values { runs[run.id] = run }
        for run in latest?.gates?.values.flatMap(\.rules) ?? [] { runs[run.id] = run }
        return runs
    }

    /// The slot for a store that keeps every run once: without them, and their ids beside it.
    public var withoutRuns: (slot: StageSlot, newest: [ActionExecutionID], latest: [ActionExecutionID]) {
        var slot = self
        slot.newestRuns = [:]
        slot.latest?.actions = [:]
        return (slot, newestRuns.values.map(\.id), latest?.actions.values.map(\.id) ?? [])
    }

    /// The slot with its runs put back.
    public func with(newest: [ActionRun], latest: [ActionRun]) -> StageSlot {
        var slot = self
        slot.newestRuns = Dictionary(newest.map { ($0.action.name, $0) }) { _, last in last }
        slot.latest?.actions = Dictionary(latest.map { ($0.action.name, $0) }) { _, last in last }
        return slot
    }
}
