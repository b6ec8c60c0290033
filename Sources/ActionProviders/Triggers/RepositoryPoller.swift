import Foundation
import Git
public import Logging
import PipelineAPI
public import PipelineEngine

/// Asks the remotes of git sources regularly whether they have moved, and starts the pipelines that this means.
///
/// A remote is asked once for all of its sources, and has a timer of its own; where nothing is polled nothing runs. What
/// was seen is kept in the engine's database, so that what was pushed while no engine ran is found by the next one.
public actor RepositoryPoller {
    private let engine: Engine
    private let reception: PushReception
    private let logger: Logger
    private var loops: [String: Task<Void, Never>] = [:]

    public init(engine: Engine, reception: PushReception, logger: Logger) {
        self.engine = engine
        self.reception = reception
        self.logger = logger
    }

    /// Whether there is a remote to ask, for which the engine has to stay.
    public var isPolling: Bool { !loops.isEmpty }

    /// Polls what there is to poll, until the task is cancelled.
    public func run() async {
        let (changes, change) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        await engine.setSourceHandler { change.yield() }
        change.yield()
        for await _ in changes { await adapt() }
        let ending = Array(loops.values)
        loops = [:]
        for loop in ending { loop.cancel() }
        for loop in ending { await loop.value }
    }

    /// Begins with remotes that are new, and leaves those that nobody watches any more.
    private func adapt() async {
        let wanted = Set(await engine.watchedSources().filter(engine.isPolled).map(\.remote))
        for (remote, loop) in loops where !wanted.contains(remote) {
            loop.cancel()
            loops[remote] = nil
        }
        for remote in wanted where loops[remote] == nil {
            loops[remote] = Task { await poll(remote) }
        }
    }

    /// After a failure the pauses grow, up to ten minutes or the interval.
    private func poll(_ remote: String) async {
        let interval = Duration.seconds(engine.settings.polling.intervalInSeconds)
        var pause = interval
        while !Task.isCancelled {
            do {
                try await RemoteLook(remote: remote, engine: engine, reception: reception, logger: logger).run()
                pause = interval
            } catch is CancellationError {
                return
            } catch {
                if pause == interval { logger.warning("cannot poll a remote: \(error)") }
                pause = min(pause * 2, max(interval, Self.longestPause))
            }
            do { try await Task.sleep(for: pause) } catch { return }
        }
    }

    private static let longestPause = Duration.seconds(600)
}
