import AsyncHTTPClient
import NIOCore

/// The connections of this process, opened when the first request needs them.
///
/// The process has one for its whole life and never shuts it down: an exit closes the sockets, and waiting for idle
/// connections would only make every command slower to end.
enum Transport {
    static let shared = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)

    /// No read timeout, because an event stream may be silent for hours; calls carry a deadline of their own.
    /// No second attempt to connect, because whether to start an engine or to give up is the caller's decision.
    private static var configuration: HTTPClient.Configuration {
        var pool = HTTPClient.Configuration.ConnectionPool(
            idleTimeout: .seconds(30), concurrentHTTP1ConnectionsPerHostSoftLimit: 128)
        pool.retryConnectionEstablishment = false
        return HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(10)), connectionPool: pool)
    }
}
