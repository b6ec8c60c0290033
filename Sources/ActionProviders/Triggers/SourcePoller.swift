public import Foundation
import Git
public import Logging
public import PipelineAPI
public import PipelineEngine
import Runner

/// Finds out whether sources have changed, and starts the pipelines that this means.
///
/// What is on this machine the kernel tells of: the folders of buckets, and repositories. Other remotes are asked
/// regularly, each once for all of its sources, and where there are none nothing runs. What was seen is kept in the engine's
/// database, so that what changed while no engine ran is found by the next one.
public actor SourcePoller {
    private let engine: Engine
    private let reception: PushReception
    private let buckets: Buckets
    private let unlockSign: URL?
    private let logger: Logger
    private let pause: @Sendable (Duration) async throws -> Void
    private var loops: [Place: Task<Void, Never>] = [:]
    /// Why the last look at a place failed.
    private var troubles: [Place: String] = [:]
    /// Yields when there may be other places to follow than there are loops.
    private let (changes, change) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    private let (rests, rest) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

    /// What is looked at.
    private enum Place: Hashable {
        case remote(String)
        case object(WatchedObject)
    }

    /// - Parameters:
    ///   - unlockSign: the file that appears when credentials are unlocked.
    ///   - pause: waits, or throws when the task is cancelled.
    public init(
        engine: Engine, reception: PushReception, buckets: Buckets, unlockSign: URL? = nil, logger: Logger,
        pause: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.engine = engine
        self.reception = reception
        self.buckets = buckets
        self.unlockSign = unlockSign
        self.logger = logger
        self.pause = pause
    }

    /// Whether there is something to look at, for which the engine has to stay.
    public var isFollowing: Bool { !loops.isEmpty }

    /// Returns when there is nothing to follow any more, or the task is cancelled. For one caller.
    public func untilItRests() async {
        for await _ in rests where loops.isEmpty { return }
    }

    /// Follows what there is to follow, until the task is cancelled. For one caller, once.
    public func run() async {
        await engine.setSourceHandler { [change] in change.yield() }
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
            troubles[place] = nil
        }
        for place in wanted where loops[place] == nil {
            loops[place] = Task { await follow(place) }
        }
        if loops.isEmpty { rest.yield() }
    }

    /// After a failure the pauses grow, up to ten minutes or the interval. So long it waits at most also where the kernel
    /// tells: it does not tell everything, nor that the pipelines of a place have been idle for too long. What failed
    /// because credentials are locked is tried again once they are not.
    private func follow(_ place: Place) async {
        let interval = Duration.seconds(engine.settings.polling.intervalInSeconds)
        var (failures, unlocking): (Int, PlaceWatch?) = (0, nil)
        while !Task.isCancelled {
            var (wait, undecided): (Duration, [any WatchedAction]) = (interval, [])
            let watch = await watch(over: place)
            do {
                let result = try await look(at: place)
                (failures, unlocking, troubles[place]) = (0, nil, nil)
                if watch != nil { undecided = result.undecided }
                if watch != nil, !result.isToBeRepeated { wait = Self.longestPause }
            } catch is CancellationError {
                return
            } catch {
                if Task.isCancelled { return }
                if failures == 0 { logger.warning("cannot look at a source: \(error)") }
                failures += 1
                troubles[place] = "\(error)"
                if case GitError.remote(.credentialsLocked) = error, unlocking == nil {
                    unlocking = await unlockWatch()
                    // They may have been unlocked since the look began.
                    if unlocking != nil { continue }
                }
                wait = min(interval * (1 << min(failures, 10)), max(interval, Self.longestPause))
            }
            await next([watch, unlocking].compactMap(\.self), undecided, within: wait)
            if unlocking?.hasChanged ?? false {
                (failures, unlocking) = (0, await unlockWatch())
                // The agent gets the key right after it is there.
                try? await pause(Self.quiet)
            }
            if watch?.hasChanged ?? false { await settle(place) }
            if await !isPolled(place) { change.yield() }
        }
    }

    private func look(at place: Place) async throws -> SourceLook {
        switch place {
        case .remote(let remote):
            try await RemoteLook(remote: remote, engine: engine, reception: reception, logger: logger).run()
        case .object(let object):
            try await ObjectLook(object: object, engine: engine, buckets: buckets).run()
        }
    }

    static let longestPause = Duration.seconds(600)
}

// MARK: - What went wrong

extension SourcePoller {
    /// The places at which the last look failed, by their addresses.
    public func currentTroubles() async -> [SourceTrouble] {
        let (sources, objects) = (await engine.polledSources(), await engine.polledObjects())
        return troubles.map { place, reason in
            switch place {
            case .remote(let remote):
                SourceTrouble(
                    source: remote, pipelines: sources.filter { $0.remote == remote }.map(\.pipeline), reason: reason)
            case .object(let object):
                SourceTrouble(
                    source: object.address, pipelines: objects.filter { $0 == object }.map(\.pipeline), reason: reason)
            }
        }
        .filter { !$0.pipelines.isEmpty }.sorted { $0.source < $1.source }
    }
}

// MARK: - What the kernel tells

extension SourcePoller {
    /// `nil` where the kernel cannot tell.
    private func watch(over place: Place, eachWrite: Bool = false) async -> PlaceWatch? {
        let paths = paths(of: place)
        guard !paths.isEmpty else { return nil }
        return try? await offPool { PlaceWatch(paths, eachWrite: eachWrite) }
    }

    private func unlockWatch() async -> PlaceWatch? {
        guard let unlockSign else { return nil }
        return try? await offPool { PlaceWatch([unlockSign.path]) }
    }

    private func paths(of place: Place) -> [String] {
        switch place {
        case .object(let object): buckets.path(of: object.bucket, object.key, engine.settings).map { [$0.path] } ?? []
        case .remote(let remote): (try? RemoteURL(remote))?.localReferences ?? []
        }
    }

    /// Returns when there is something to look at: a change, the fetch of an execution that was under way, or the time.
    private func next(_ watches: [PlaceWatch], _ undecided: [any WatchedAction], within time: Duration) async {
        await withTaskGroup { group in
            group.addTask { [pause] in try? await pause(time) }
            for watch in watches { group.addTask { await watch.change() } }
            for source in undecided { group.addTask { [engine] in await engine.revisionIsKnown(source) } }
            await group.next()
            group.cancelAll()
        }
    }

    /// Whoever puts several files in place, or writes a long one, shall be done.
    private func settle(_ place: Place) async {
        for _ in 0..<Self.longestUnrest {
            let watch = await watch(over: place, eachWrite: true)
            do { try await pause(Self.quiet) } catch { return }
            if watch?.hasChanged != true { return }
        }
    }

    /// How long nothing may happen for a change to count as complete.
    static let quiet = Duration.milliseconds(500)
    /// After a minute a look is due all the same.
    private static let longestUnrest = 120
}
