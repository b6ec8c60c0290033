import ActionProviders
import PipelineEngine
import ServiceLifecycle
import Synchronization

/// Ends the engine when for some time nobody has asked anything and nothing has run.
///
/// An approval that waits keeps no engine: the next one goes on waiting. A source that is to be followed does.
final class IdleWatch: Service {
    private let parts: EngineParts
    private let timeout: Duration
    private let state = Mutex(State())

    private struct State {
        var openRequests = 0
        var lastTouch = ContinuousClock.now
    }

    init(parts: EngineParts, timeout: Duration) {
        self.parts = parts
        self.timeout = timeout
    }

    /// Something has happened: the time starts anew.
    func touch() { state.withLock { $0.lastTouch = .now } }

    func requestsOpen(_ count: Int) {
        state.withLock { $0 = State(openRequests: count) }
    }

    /// Returns when the engine is idle. It sleeps for as long as it cannot be.
    func run() async throws {
        await cancelWhenGracefulShutdown { [self] in
            while !Task.isCancelled {
                let end = state.withLock(\.lastTouch) + timeout
                if ContinuousClock.now < end {
                    try? await Task.sleep(until: end, clock: .continuous)
                } else if await isQuiet() {
                    return
                } else if await parts.poller.isFollowing {
                    // Perhaps for ever: no time is to be waited for.
                    await parts.poller.untilItRests()
                    touch()
                } else {
                    touch()
                }
            }
        }
    }

    private func isQuiet() async -> Bool {
        guard state.withLock(\.openRequests) == 0 else { return false }
        if await parts.poller.isFollowing { return false }
        if await parts.directBuilds.isBusy { return false }
        return await !parts.engine.isBusy
    }
}
