import Buildspec

/// How far the builds of a batch are, and which may start: no clock, no builds, only what follows from what.
struct BatchProgress {
    enum State: Hashable {
        case waiting
        case running
        case succeeded
        case failed
        /// A build that it depends on failed, or another failure ended the batch first.
        case skipped
    }

    let batch: Batch
    private(set) var states: [String: State]

    init(_ batch: Batch) {
        self.batch = batch
        states = Dictionary(uniqueKeysWithValues: batch.tasks.map { ($0.identifier, .waiting) })
    }

    /// Marks the builds that can start now as running, and those that never can as skipped. Answers the former.
    mutating func start() -> [Batch.Task] {
        skipHopeless()
        let ready = batch.tasks.filter { task in
            states[task.identifier] == .waiting && task.dependsOn.allSatisfy(isPassed)
        }
        for task in ready { states[task.identifier] = .running }
        return ready
    }

    mutating func end(_ task: Batch.Task, succeeded: Bool) {
        states[task.identifier] = succeeded ? .succeeded : .failed
    }

    /// Whether what still runs is to be stopped.
    var isGivenUp: Bool { batch.fastFail && hasFailed }

    /// Whether a build failed that counts.
    var hasFailed: Bool { batch.tasks.contains { states[$0.identifier] == .failed && !$0.ignoresFailure } }

    private mutating func skipHopeless() {
        let isGivenUp = isGivenUp
        // The order in the file says nothing of what depends on what, so look until nothing changes.
        while let hopeless = batch.tasks.first(where: { task in
            states[task.identifier] == .waiting && (isGivenUp || task.dependsOn.contains(where: isLost))
        }) {
            states[hopeless.identifier] = .skipped
        }
    }

    private func isPassed(_ identifier: String) -> Bool {
        states[identifier] == .succeeded || states[identifier] == .failed && ignoresFailure(identifier)
    }

    private func isLost(_ identifier: String) -> Bool {
        states[identifier] == .skipped || states[identifier] == .failed && !ignoresFailure(identifier)
    }

    private func ignoresFailure(_ identifier: String) -> Bool {
        batch.tasks.first { $0.identifier == identifier }?.ignoresFailure ?? false
    }
}
