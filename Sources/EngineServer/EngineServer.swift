import Hummingbird
public import Logging
public import ServiceLifecycle

/// Serves an engine's operations and its event stream on a Unix-domain socket.
///
/// A graceful shutdown ends the streams, answers what has been asked, and takes the socket away. Only processes of
/// the same user are answered.
public struct EngineServer: Service {
    private let place: SocketPlace
    private let replacesStaleSocket: Bool
    private let responder: EngineResponder
    private let onReady: @Sendable () async -> Void
    private let logger: Logger

    /// - Parameters:
    ///   - socketPath: At most 107 bytes; its directory is made if missing and must be the user's alone.
    ///   - replacesStaleSocket: The caller holds the engine's lock, so a socket that is there is a dead engine's.
    ///   - table: What is answered.
    ///   - events: Where the event stream comes from.
    ///   - activity: Told how many requests and streams are open, each time that changes; must return at once.
    ///   - onReady: Called when clients can connect.
    public init(
        socketPath: String, replacesStaleSocket: Bool, table: OperationTable, events: @escaping EventSource,
        activity: @escaping @Sendable (Int) -> Void = { _ in }, onReady: @escaping @Sendable () async -> Void = {},
        logger: Logger
    ) {
        place = SocketPlace(path: socketPath)
        self.replacesStaleSocket = replacesStaleSocket
        responder = EngineResponder(
            table: table, events: events, activity: Activity(onChange: activity), admission: .ownUser(OwnPeers()))
        self.onReady = onReady
        self.logger = logger
    }

    /// Serves until the service is shut down or cancelled.
    ///
    /// - Throws: `ServerError` if the socket can't be had.
    public func run() async throws {
        try place.prepare(replacingStale: replacesStaleSocket)
        defer { place.clear() }
        try await QuietServer(
            responder: responder, server: .onOwnLoop, address: .unixDomainSocket(path: place.path), logger: logger
        ) { _ in await announce() }.run()
    }

    private func announce() async {
        do {
            try place.narrow()
            await onReady()
        } catch {
            logger.error("\(error)")
        }
    }
}
