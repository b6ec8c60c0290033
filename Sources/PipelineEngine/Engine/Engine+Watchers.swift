import Foundation
public import PipelineAPI

extension Engine {
    struct Subscriber {
        var pipeline: PipelineName?
        var stream: AsyncStream<StateChange>.Continuation
        var onOverflow: @Sendable () -> Void
    }

    /// What happens, from after a position on (from now on without one), one element a change.
    ///
    /// The stream holds what a slow reader has not taken yet, up to `limit` changes; then it ends, as it does with the
    /// engine. A long past comes in parts: the stream ends after the first. Whoever wants more asks again, from the last
    /// position seen.
    /// - Parameter onOverflow: called when the reader is so far behind that the stream has ended.
    public func changes(
        after sequence: Int64?, pipeline: PipelineName?, limit: Int = 4096,
        onOverflow: @escaping @Sendable () -> Void = {}
    ) -> AsyncStream<StateChange> {
        let id = UUID()
        let (stream, continuation) = AsyncStream.makeStream(
            of: StateChange.self, bufferingPolicy: .bufferingOldest(limit))
        if let sequence {
            // Half the room stays free for what happens while the past is read.
            let part = max(1, limit / 2)
            let past = (try? store.changes(after: sequence, pipeline: pipeline, limit: part)) ?? []
            for change in past { continuation.yield(change) }
            if past.count == part {
                continuation.finish()
                return stream
            }
        }
        subscribers[id] = Subscriber(pipeline: pipeline, stream: continuation, onOverflow: onOverflow)
        continuation.onTermination = { [weak self] _ in
            Task { await self?.unsubscribe(id) }
        }
        return stream
    }

    private func unsubscribe(_ id: UUID) {
        subscribers[id] = nil
    }

    func tell(_ change: StateChange) {
        for (id, subscriber) in subscribers where subscriber.pipeline ?? change.pipeline == change.pipeline {
            guard case .dropped = subscriber.stream.yield(change) else { continue }
            subscribers[id] = nil
            subscriber.stream.finish()
            subscriber.onOverflow()
        }
    }
}
