public import Foundation
import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore
public import ServiceLifecycle
public import SigV4
import Synchronization

/// Serves an engine's operations and its event stream over TCP, to clients that sign their requests.
public struct NetworkServer: Service {
    /// The certificate chain and its private key, as PEM files.
    public struct TLSFiles: Sendable {
        public var certificate: URL
        public var key: URL

        public init(certificate: URL, key: URL) {
            self.certificate = certificate
            self.key = key
        }
    }

    private let address: NetworkAddress
    private let tls: TLSFiles?
    private let keys: @Sendable (String) -> AccessKey?
    private let region: String
    private let table: OperationTable
    private let events: EventSource
    private let activity: Activity
    private let webhooks: WebhookReceiver?
    private let artifacts: ArtifactShelf?
    private let onReady: @Sendable (NetworkAddress) async -> Void
    private let logger: Logger

    /// - Parameters:
    ///   - address: beyond this machine only with `tls`.
    ///   - keys: the access key of an id, if there is one.
    ///   - region: for which clients must sign.
    ///   - artifacts: what S3's operations read and write; without it there are none.
    ///   - webhooks: takes what is posted to `/webhooks/…`; without it there are none.
    ///   - onReady: called with the address to tell clients, its port now known, when they can connect.
    ///
    /// Throws `ServerError.unprotected`.
    public init(
        address: NetworkAddress, tls: TLSFiles?, keys: @escaping @Sendable (String) -> AccessKey?, region: String,
        table: OperationTable, events: @escaping EventSource, webhooks: WebhookReceiver? = nil,
        artifacts: ArtifactShelf? = nil,
        activity: @escaping @Sendable (Int) -> Void = { _ in },
        onReady: @escaping @Sendable (NetworkAddress) async -> Void = { _ in }, logger: Logger
    ) throws(ServerError) {
        guard address.isLoopback || tls != nil else { throw .unprotected(address.text) }
        self.address = address
        self.tls = tls
        self.keys = keys
        self.region = region
        self.table = table
        self.events = events
        self.webhooks = webhooks
        self.artifacts = artifacts
        self.activity = Activity(onChange: activity)
        self.onReady = onReady
        self.logger = logger
    }

    /// Serves until the service is shut down or cancelled.
    ///
    /// Throws `ServerError` for certificate files that cannot be used, or an address that cannot be had.
    public func run() async throws {
        let certificate = try tls.map(ServerCertificate.init)
        let names = Mutex(ServedNames(address: address, certified: certificate?.names ?? []))
        func gate(_ keys: @escaping @Sendable (String) -> AccessKey?) -> SignatureGate {
            SignatureGate(
                verification: Verification(keys: keys), region: region,
                isOwn: { host in names.withLock { $0.contains(host) } }, now: { Date() })
        }
        let exchange = artifacts.map { shelf in
            ArtifactExchange(shelf: shelf, gate: gate { keys($0) ?? shelf.keys.key(of: $0) })
        }
        do {
            try await QuietServer(
                responder: EngineResponder(
                    table: table, events: events, activity: activity, admission: .signature(gate(keys)),
                    webhooks: webhooks,
                    artifacts: exchange),
                server: try certificate?.server() ?? .onOwnLoop,
                address: .hostname(address.host, port: address.port), logger: logger
            ) { channel in
                names.withLock { $0.address.port = channel.localAddress?.port ?? $0.address.port }
                await onReady(names.withLock(\.advertised))
            }.run()
        } catch let error as ServerError {
            throw error
        } catch {
            let reason = (error as? IOError).map { String(cString: strerror($0.errnoCode)) } ?? "\(error)"
            throw ServerError.addressUnusable(address.text, reason: reason)
        }
    }
}
