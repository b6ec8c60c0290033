import Foundation
import PipelineAPI

/// One event on its way through the state: its time, the ids that may follow from it, and the effects so far.
struct Transition {
    let time: Date
    private(set) var effects: [Effect] = []
    private var ids: IdentifierSource

    init(_ event: Event) {
        time = event.time
        ids = IdentifierSource(seed: event.seed)
    }

    mutating func newID() -> String { ids.next() }

    mutating func add(_ effect: Effect) { effects.append(effect) }

    mutating func announce(_ execution: ExecutionID, _ state: StateChange.State, supersededBy: ExecutionID? = nil) {
        add(.announce(Announcement(execution: execution, state: state, supersededBy: supersededBy)))
    }

    mutating func announce(
        _ execution: ExecutionID, stage: StageName, _ state: StateChange.State, isSkipped: Bool = false
    ) {
        add(.announce(Announcement(execution: execution, stage: stage, state: state, isSkipped: isSkipped)))
    }

    mutating func announce(_ run: ActionRun, _ state: StateChange.State) {
        add(
            .announce(
                Announcement(
                    execution: run.execution, stage: run.stage, action: run.action.name, actionExecutionID: run.id,
                    category: run.action.actionTypeId.category, state: state,
                    externalExecutionID: run.result.externalExecutionID, summary: run.result.summary,
                    errorDetails: run.errorDetails)))
    }
}

/// Lower-case UUIDs derived from a seed: the same seed gives the same ids, different seeds different ones.
struct IdentifierSource {
    private var state: (UInt64, UInt64)

    init(seed: UUID) {
        let bytes = withUnsafeBytes(of: seed.uuid) { Array($0) }
        func word(_ part: ArraySlice<UInt8>) -> UInt64 { part.reduce(0) { $0 << 8 | UInt64($1) } }
        state = (word(bytes[0..<8]), word(bytes[8..<16]))
    }

    mutating func next() -> String {
        let high = Self.mixed(&state.0)
        let low = Self.mixed(&state.1)
        let bytes = [high, low].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * $0)) } }
        let digits = bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
        let characters = Array(digits)
        return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(characters[$0]) }.joined(separator: "-")
    }

    /// SplitMix64: a bijection of its counter, so ids of one seed never repeat.
    private static func mixed(_ counter: inout UInt64) -> UInt64 {
        counter &+= 0x9e37_79b9_7f4a_7c15
        var value = counter
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return value ^ (value >> 31)
    }
}
