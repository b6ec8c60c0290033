import AWS
import EngineServer
import Foundation
import PipelineAPI
import Synchronization
import Testing

/// The event stream from source to client.
@Suite(.timeLimit(.minutes(10))) struct EventTests {
    private func change(_ sequence: Int64) -> StateChange {
        StateChange(
            sequence: sequence, time: Date(timeIntervalSince1970: 1000), pipeline: "shop", executionId: "e",
            stage: "Build", state: .started, summary: "line\nbreak, ü")
    }

    @Test func changesArriveInOrderAndWhole() async throws {
        let changes = (1...2000).map { change(Int64($0)) }
        try await withServer(events: { _, _, _ in
            AsyncStream { continuation in
                changes.forEach { continuation.yield($0) }
                continuation.finish()
            }
        }) { server in
            var received: [StateChange] = []
            for try await change in server.client.events() { received.append(change) }
            #expect(received == changes)
        }
    }

    @Test func theSourceIsAskedForWhatTheClientWants() async throws {
        let asked = Mutex<[String]>([])
        try await withServer(events: { after, pipeline, _ in
            asked.withLock { $0.append("\(after.map(String.init) ?? "-") \(pipeline?.rawValue ?? "-")") }
            return AsyncStream { $0.finish() }
        }) { server in
            for try await _ in server.client.events(after: 41, pipeline: "a & b/ü+c") {}
            for try await _ in server.client.events() {}
        }
        #expect(asked.withLock { $0 } == ["41 a & b/ü+c", "- -"])
    }

    @Test func aClientThatLeavesCancelsTheSource() async throws {
        let gone = Gate()
        let first = change(1)
        try await withServer(events: { _, _, _ in
            AsyncStream { continuation in
                continuation.onTermination = { _ in gone.open() }
                continuation.yield(first)
            }
        }) { server in
            for try await change in server.client.events() {
                #expect(change == first)
                break
            }
            await gone.pass()
        }
    }

    /// As a shell that was stopped with Ctrl-Z does.
    @Test func aClientThatTakesNothingIsLetGoWhenItIsTooFarBehind() async throws {
        let changes = (1...20_000).map { change(Int64($0)) }
        let (counts, continuation) = AsyncStream<Int>.makeStream()
        let overflow = Mutex<@Sendable () -> Void> {}
        try await withServer(
            events: { _, _, onOverflow in
                overflow.withLock { $0 = onOverflow }
                // More than fits into the connection, so that the server would be writing for ever.
                return AsyncStream { continuation in for change in changes { continuation.yield(change) } }
            }, activity: { continuation.yield($0) }
        ) { server in
            let request = "GET \(StateChange.streamPath) HTTP/1.1\r\nHost: engine\r\n\r\n"
            let connection = try SilentConnection(request, socketPath: server.socketPath)
            for await count in counts where count == 1 { break }
            overflow.withLock { $0 }()
            for await count in counts where count == 0 { break }
            withExtendedLifetime(connection) {}
        }
    }

    @Test func aShutdownEndsTheStreamCleanly() async throws {
        let first = change(1)
        try await withServer(events: { _, _, _ in AsyncStream { $0.yield(first) } }) { server in
            var received = 0
            for try await _ in server.client.events() {
                received += 1
                await server.shutDown()
            }
            #expect(received == 1)
        }
    }

    @Test func openStreamsAndRequestsAreCounted() async throws {
        let (counts, continuation) = AsyncStream<Int>.makeStream()
        let first = change(1)
        try await withServer(
            { $0.on(ListPipelines.self) { _ in .init() } },
            events: { _, _, _ in AsyncStream { $0.yield(first) } },
            activity: { continuation.yield($0) }
        ) { server in
            for try await _ in server.client.events() {
                _ = try await server.client(ListPipelines.self, .init())
                break
            }
            var told: [Int] = []
            for await count in counts {
                told.append(count)
                if count == 0 { break }
            }
            #expect(told == [1, 2, 1, 0])
        }
    }
}
