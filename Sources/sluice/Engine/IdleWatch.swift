import PipelineEngine
import ServiceLifecycle
import Synchronization

/// Ends the engine when for some time nobody has asked anything and nothing has run.
///
/// An approval that waits keeps no engine: the next one goes on waiting.
final class IdleWatch: Service {
    private let engine: Engine
    private let timeout: Duration
    private let open = Mutex(0)
    private let touches: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init(engine: Engine, timeout: Duration) {
        self.engine = engine
        self.timeout = timeout
        (touches, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Something has happened: the time starts anew.
    func touch() { continuation.yield() }

    func requestsOpen(_ count: Int) {
        open.withLock { $0 = count }
        touch()
    }

    /// Returns when the engine is idle.
    func run() async throws {
        await cancelWhenGracefulShutdown { [self] in
            while !Task.isCancelled {
                if await isQuiet() { return }
            }
        }
    }

    /// Waits for a touch or for the time to pass. Answers whether it has passed with nothing to do.
    private func isQuiet() async -> Bool {
        let wasTouched = await withTaskGroup(of: Bool.self) { group in
            group.addTask { [touches] in
                for await _ in touches { return true }
                return true
            }
            group.addTask { [timeout] in
                do {
                    try await Task.sleep(for: timeout)
                    return false
                } catch {
                    return true
                }
            }
            defer { group.cancelAll() }
            return await group.next() ?? true
        }
        if wasTouched { return false }
        let isServing = open.withLock { $0 > 0 }
        let isBusy = await engine.isBusy
        return !isServing && !isBusy
    }
}
