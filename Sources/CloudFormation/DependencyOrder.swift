/// Things that depend on each other in a circle.
public struct DependencyCycle<ID: Hashable & Sendable>: Error, Sendable, Hashable {
    /// From one of them, along what each depends on, back to the same.
    public var path: [ID]
}

/// An order in which everything comes after what it depends on, and otherwise as it was given.
///
/// It keeps its own stack: a chain may be as long as a template is large.
struct DependencyOrder<ID: Hashable & Sendable> {
    private let dependencies: (ID) -> [ID]
    private var underway: [(id: ID, rest: ArraySlice<ID>)] = []
    private var started: Set<ID> = []
    private var finished: Set<ID> = []
    private var ordered: [ID] = []

    private init(dependencies: @escaping (ID) -> [ID]) {
        self.dependencies = dependencies
    }

    /// Orders `ids` and everything that they depend on.
    static func of(
        _ ids: [ID], dependencies: @escaping (ID) -> [ID]
    ) throws(DependencyCycle<ID>) -> [ID] {
        var order = DependencyOrder(dependencies: dependencies)
        for id in ids where !order.started.contains(id) {
            order.start(id)
            try order.finishUnderway()
        }
        return order.ordered
    }

    private mutating func start(_ id: ID) {
        started.insert(id)
        underway.append((id, dependencies(id)[...]))
    }

    private mutating func finishUnderway() throws(DependencyCycle<ID>) {
        while let last = underway.indices.last {
            guard let next = underway[last].rest.popFirst() else {
                let id = underway.removeLast().id
                finished.insert(id)
                ordered.append(id)
                continue
            }
            if finished.contains(next) { continue }
            guard !started.contains(next) else { throw cycle(through: next) }
            start(next)
        }
    }

    private func cycle(through id: ID) -> DependencyCycle<ID> {
        DependencyCycle(path: underway.map(\.id).drop { $0 != id } + [id])
    }
}
