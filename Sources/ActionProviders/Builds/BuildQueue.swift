/// The places for builds: so many run at once, so many wait, one more is turned away.
///
/// CodeBuild has the same two limits per account and turns away in the same words.
actor BuildQueue {
    private let concurrent: Int
    private let queued: Int?
    private var running: Set<String> = []
    private var waiting: [(id: String, turn: CheckedContinuation<Bool, Never>)] = []

    init(concurrent: Int, queued: Int?) {
        self.concurrent = concurrent
        self.queued = queued
    }

    /// How entering ended.
    enum Admission: Equatable {
        case admitted
        /// As many wait already as may.
        case full(limit: Int)
        /// The task was cancelled while waiting.
        case cancelled
    }

    /// Waits for a place. Whoever is admitted must `leave`.
    ///
    /// - Parameter isPatient: waits however many do.
    func enter(_ id: String, isPatient: Bool = false) async -> Admission {
        if running.count < concurrent {
            running.insert(id)
            return .admitted
        }
        if !isPatient, let queued, waiting.count >= queued { return .full(limit: queued) }
        let hasTurn = await withTaskCancellationHandler {
            await withCheckedContinuation { turn in
                if Task.isCancelled { turn.resume(returning: false) } else { waiting.append((id, turn)) }
            }
        } onCancel: {
            Task { await self.giveUp(id) }
        }
        return hasTurn ? .admitted : .cancelled
    }

    /// How many may wait, if as many do.
    var limitReached: Int? {
        guard running.count >= concurrent, let queued, waiting.count >= queued else { return nil }
        return queued
    }

    /// A build that was already running when the engine came takes its place whatever the limits.
    func reenter(_ id: String) {
        running.insert(id)
    }

    func leave(_ id: String) {
        running.remove(id)
        while running.count < concurrent, !waiting.isEmpty {
            let next = waiting.removeFirst()
            running.insert(next.id)
            next.turn.resume(returning: true)
        }
    }

    private func giveUp(_ id: String) {
        guard let index = waiting.firstIndex(where: { $0.id == id }) else { return }
        waiting.remove(at: index).turn.resume(returning: false)
    }
}
