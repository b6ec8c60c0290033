import AWS
import EngineServer
import Foundation
import Logging
import PipelineAPI
import ServiceLifecycle
import TestSupport

/// A server on a socket of its own, as a test sees it.
struct RunningServer {
    let socketPath: String
    let group: ServiceGroup

    var client: ServiceClient { ServiceClient(endpoint: .unixSocket(socketPath)) }

    func shutDown() async { await group.triggerGracefulShutdown() }
}

let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

/// Runs `body` while a server answers, and shuts the server down however the body ends.
func withServer(
    _ register: (inout OperationTable) -> Void = { _ in },
    events: @escaping EventSource = { _, _, _ in AsyncStream { $0.finish() } },
    activity: @escaping @Sendable (Int) -> Void = { _ in },
    _ body: (RunningServer) async throws -> Void
) async throws {
    var table = OperationTable(logger: silent)
    register(&table)
    try await withScratchDirectory { directory in
        let path = directory.appending(path: "run/engine.sock").path
        let (ready, continuation) = AsyncStream<Void>.makeStream()
        let server = EngineServer(
            socketPath: path, replacesStaleSocket: false, table: table, events: events, activity: activity,
            onReady: { continuation.yield() }, logger: silent)
        let group = ServiceGroup(configuration: .init(services: [server], logger: silent))
        let running = Task {
            defer { continuation.finish() }
            try await group.run()
        }
        for await _ in ready { break }
        let outcome = await result { try await body(RunningServer(socketPath: path, group: group)) }
        await group.triggerGracefulShutdown()
        try await running.value
        try outcome.get()
    }
}

func result(_ body: () async throws -> Void) async -> Result<Void, any Error> {
    do {
        return .success(try await body())
    } catch {
        return .failure(error)
    }
}

/// A point that several tasks wait at until it is opened.
struct Gate: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() {
        (stream, continuation) = AsyncStream<Void>.makeStream()
    }

    func open() { continuation.finish() }
    func pass() async { for await _ in stream {} }
}
