import AWS
import Foundation
import PipelineAPI

/// Follows exactly one execution: a snapshot whenever something may have changed.
///
/// The engine's event stream says when; where there is none (AWS), time does. What has changed is worked out from the
/// snapshots alone, so that a lost or repeated event does no harm.
struct ExecutionFollower: Sendable {
    let client: ServiceClient
    let pipeline: PipelineName
    let execution: ExecutionID

    /// Calls `receive` with each new snapshot, and returns the last one: the execution has ended then.
    ///
    /// Throws `CancellationError` when the watching is cancelled.
    func follow(_ receive: (ExecutionSnapshot) async throws -> Void) async throws -> ExecutionSnapshot {
        guard client.hasEvents else { return try await poll(receive) }
        let ticks = Self.ticks(client, pipeline)
        var last: ExecutionSnapshot?
        var burst = BurstPause()
        for await _ in ticks {
            try Task.checkCancellation()
            let snapshot = try await look()
            if snapshot != last { try await receive(snapshot) }
            last = snapshot
            if snapshot.status.hasEnded { return snapshot }
            try await burst.wait()
        }
        throw CancellationError()
    }

    /// Looks again and again, less often while nothing moves: where there is no event stream (AWS).
    private func poll(_ receive: (ExecutionSnapshot) async throws -> Void) async throws -> ExecutionSnapshot {
        var pace = PollingPace.pipeline
        var last: ExecutionSnapshot?
        while true {
            let snapshot = try await look(after: last)
            let hasMoved = snapshot != last
            if hasMoved { try await receive(snapshot) }
            last = snapshot
            if snapshot.status.hasEnded { return snapshot }
            try await Task.sleep(for: pace.next(hasMoved: hasMoved))
        }
    }

    /// An engine that was killed comes back with the next command; a network, by itself.
    private func look(after last: ExecutionSnapshot? = nil) async throws -> ExecutionSnapshot {
        try await (client.hasEvents ? Patience.engine : .service).asking {
            try await ExecutionSnapshot.take(client, pipeline, execution, after: last)
        }
    }

    /// The first snapshot of which `condition` holds; `nil` if the execution ends without one.
    func first(where condition: (ExecutionSnapshot) -> Bool) async throws -> ExecutionSnapshot? {
        struct Found: Error { var snapshot: ExecutionSnapshot }
        do {
            _ = try await follow { if condition($0) { throw Found(snapshot: $0) } }
            return nil
        } catch let found as Found {
            return found.snapshot
        }
    }

    /// A tick at once, one when the event stream has begun, and one after each event. Ticks that come faster than they are taken are one.
    private static func ticks(_ client: ServiceClient, _ pipeline: PipelineName) -> AsyncStream<Void> {
        AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
            let listening = Task {
                while !Task.isCancelled {
                    continuation.yield()
                    let events = client.events(pipeline: pipeline) { continuation.yield() }
                    do {
                        for try await _ in events { continuation.yield() }
                    } catch {
                        // The stream broke: the next snapshot will tell why.
                    }
                    try? await Task.sleep(for: pollInterval)
                }
                continuation.finish()
            }
            continuation.onTermination = { _ in listening.cancel() }
        }
    }

    private static let pollInterval = Duration.seconds(3)
}

/// The pause after a look, in which events gather for the next one: the longer the faster they come, so that watching
/// takes little from what is watched.
private struct BurstPause {
    private var pause = Self.shortest
    private var end = ContinuousClock.now

    mutating func wait() async throws {
        // The look itself took its time; a tick that was waiting already belongs to the same burst.
        let isBurst = ContinuousClock.now - end < pause
        pause = isBurst ? min(pause * 2, Self.longest) : Self.shortest
        try await Task.sleep(for: pause)
        end = .now
    }

    private static let shortest = Duration.milliseconds(20)
    private static let longest = Duration.milliseconds(160)
}
