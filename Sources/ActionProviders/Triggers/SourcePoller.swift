import Foundation
import Git
public import Logging
import PipelineAPI
public import PipelineEngine

/// Looks regularly whether sources have changed, and starts the pipelines that this means.
///
/// A remote is asked once for all of its sources; it and each object of a bucket have a timer of their own, and where
/// nothing is polled nothing runs. What was seen is kept in the engine's database, so that what changed while no engine ran
/// is found by the next one.
public actor SourcePoller {
    private let engine: Engine
    private let reception: PushReception
    private let buckets: Buckets
    private let logger: Logger
    private var loops: [Place: Task<Void, Never>] = [:]

    /// What is looked at.
    private enum Place: Hashable {
        case remote(String)
        case object(WatchedObject)
    }

    public init(engine: Engine, reception: PushReception, buckets: Buckets, logger: Logger) {
        self.engine = engine
        self.reception = reception
        self.buckets = buckets
        self.logger = logger
    }

    /// Whether there is something to look at, for which the engine has to stay.
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

    private func places() async -> Set<Place> {
        Set(await engine.polledSources().map { .remote($0.remote) } + engine.polledObjects().map { .object($0) })
    }

    private func isPolled(_ place: Place) async -> Bool {
        switch place {
        case .remote(let remote): await engine.polls(remote: remote)
        case .object(let object): await engine.polls(object)
        }
    }

    /// Begins with places that are new, and leaves those that nobody watches any more.
    private func adapt() async {
        let wanted = await places()
        for (place, loop) in loops where !wanted.contains(place) {
            loop.cancel()
            loops[place] = nil
        }
        for place in wanted where loops[place] == nil {
            loops[place] = Task { await poll(place) }
        }
    }

    /// After a failure the pauses grow, up to ten minutes or the interval.
    private func poll(_ place: Place) async {
        let interval = Duration.seconds(engine.settings.polling.intervalInSeconds)
        var pause = interval
        while !Task.isCancelled {
            do {
                try await look(at: place)
                pause = interval
            } catch is CancellationError {
                return
            } catch {
                if pause == interval { logger.warning("cannot poll a source: \(error)") }
                pause = min(pause * 2, max(interval, Self.longestPause))
            }
            do { try await Task.sleep(for: pause) } catch { return }
            // Its pipelines may have been idle for too long meanwhile.
            if await !isPolled(place) { await adapt() }
        }
    }

    private func look(at place: Place) async throws {
        switch place {
        case .remote(let remote):
            try await RemoteLook(remote: remote, engine: engine, reception: reception, logger: logger).run()
        case .object(let object):
            try await ObjectLook(object: object, engine: engine, buckets: buckets).run()
        }
    }

    private static let longestPause = Duration.seconds(600)
}
