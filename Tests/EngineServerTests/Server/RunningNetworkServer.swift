import EngineServer
import Foundation
import PipelineAPI
import PipelineEngine
import ServiceLifecycle
import SigV4
import TestSupport

/// An engine, without providers unless some are given, served on a port of this machine.
struct RunningNetworkServer {
    let engine: Engine
    let port: Int

    static let key = AccessKey(id: "SLUICETEST", secret: "secret")

    /// Posts without any signature; answers the whole response.
    func post(_ body: String, to path: String, headers: [String: String] = [:]) async throws -> String {
        let lines = headers.map { "\($0.key): \($0.value)\r\n" }.joined()
        return try await exchange(
            "POST \(path) HTTP/1.1\r\nHost: anything\r\n\(lines)Content-Length: \(body.utf8.count)\r\n"
                + "Connection: close\r\n\r\n\(body)", port: port)
    }
}

/// Runs `body` while an engine is served over TCP, and shuts the server down however the body ends.
func withNetworkServer(
    providers: [any ActionProvider] = [], tls: NetworkServer.TLSFiles? = nil,
    _ body: (RunningNetworkServer) async throws -> Void
) async throws {
    try await withScratchDirectory { directory in
        let engine = try Engine(
            folder: directory.appending(path: "state"), settings: EngineSettings(), providers: providers,
            logger: silent)
        let (ready, continuation) = AsyncStream<Int>.makeStream()
        let key = RunningNetworkServer.key
        let shelf = ArtifactShelf(
            engine: engine, drafts: directory.appending(path: "state/drafts"), keys: JobKeys(own: key))
        await shelf.announce()
        let server = try NetworkServer(
            address: NetworkAddress(host: "127.0.0.1", port: 0), tls: tls, keys: { $0 == key.id ? key : nil },
            region: "us-east-1",
            table: OperationTable(engine: engine, version: "test", logger: silent),
            events: { _, _, _ in AsyncStream { $0.finish() } }, webhooks: WebhookReceiver(engine: engine),
            artifacts: shelf,
            onReady: { continuation.yield($0.port) }, logger: silent)
        let group = ServiceGroup(configuration: .init(services: [server], logger: silent))
        let running = Task {
            defer { continuation.finish() }
            try await group.run()
        }
        var outcome: Result<Void, any Error> = .failure(CancellationError())
        for await port in ready {
            outcome = await result { try await body(RunningNetworkServer(engine: engine, port: port)) }
            break
        }
        await group.triggerGracefulShutdown()
        try await running.value
        await engine.detach()
        try outcome.get()
    }
}
