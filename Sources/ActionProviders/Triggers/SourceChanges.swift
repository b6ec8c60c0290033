import PipelineAPI
import PipelineEngine

/// What follows from the references that a source has now and had before.
struct SourceChanges: Equatable {
    /// The full names of those whose commits are to go out.
    private(set) var toStart: [String] = []
    /// Whether what there is now counts as seen from here on; else the next look decides.
    private(set) var isSettled = true

    /// The first look at a source whose triggers have filters starts nothing: nobody knows what was pushed when. That at a
    /// plain branch is measured by what the pipeline ran with last. While an execution has yet to fetch the branch, nobody
    /// can tell whether it will carry the newest commit.
    ///
    /// - Parameters:
    ///   - seen: `nil` at the first look.
    ///   - carried: what the newest execution has.
    init(_ source: WatchedSource, seen: [String: String]?, now: [String: String], carried: CarriedRevision) {
        let moved = now.keys.filter { now[$0] != seen?[$0] }.sorted()
        switch source.detection {
        case .filters:
            toStart = seen == nil ? [] : moved
        case .branch:
            switch carried {
            case .notYet: isSettled = moved.isEmpty
            case .none: toStart = seen == nil ? [] : moved
            case .revision(let revision): toStart = moved.filter { now[$0] != revision }
            }
        }
    }
}
