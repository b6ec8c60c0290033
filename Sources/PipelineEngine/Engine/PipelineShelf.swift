import PipelineAPI
import PipelineCore

/// The states of the pipelines that were used last: however many pipelines there are, few are in memory.
///
/// The store has every state as well, so one that was put away is read again when it is asked for.
struct PipelineShelf {
    private let capacity: Int
    private var places: [PipelineName: (state: PipelineState, lastUse: UInt64)] = [:]
    private var uses: UInt64 = 0

    /// - Parameter capacity: by default more than are looked at or run at once; a state takes some ten kilobytes.
    init(capacity: Int = 128) {
        self.capacity = capacity
    }

    /// The state of a pipeline, if it is at hand.
    mutating func state(of name: PipelineName) -> PipelineState? {
        uses += 1
        places[name]?.lastUse = uses
        return places[name]?.state
    }

    /// Takes a state as the newest of its pipeline, and puts another one away where there are too many.
    mutating func put(_ state: PipelineState) {
        uses += 1
        places[state.name] = (state, uses)
        guard places.count > capacity, let oldest = places.min(by: { $0.value.lastUse < $1.value.lastUse })
        else { return }
        places[oldest.key] = nil
    }

    mutating func remove(_ name: PipelineName) {
        places[name] = nil
    }
}
