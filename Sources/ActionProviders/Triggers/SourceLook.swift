import PipelineEngine

/// What a look at sources has left open.
struct SourceLook: Sendable {
    /// Those of which nothing can be said before the newest execution has fetched.
    var undecided: [any WatchedAction] = []
    /// Whether something went wrong that may go right the next time, nothing having changed.
    var isToBeRepeated = false
}
