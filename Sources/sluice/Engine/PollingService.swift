import ActionProviders
import ServiceLifecycle

/// The engine's look at remotes, for as long as the engine serves.
struct PollingService: Service {
    let poller: SourcePoller

    func run() async throws {
        await cancelWhenGracefulShutdown { await poller.run() }
    }
}
