import AsyncHTTPClient
import Foundation
import NIOCore
import NIOSSL
import Synchronization

/// The connections of this process, opened when the first request needs them.
///
/// The process has them for its whole life and never shuts them down: an exit closes the sockets, and waiting for idle
/// connections would only make every command slower to end.
enum Transport {
    static let shared = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)

    /// Connections by the file of certificate authorities that they trust.
    private static let byAuthorities = Mutex<[String: HTTPClient]>([:])

    /// - Parameter file: certificate authorities in PEM; `nil` for the system's.
    static func client(trusting file: String?) throws(AWSConfigurationError) -> HTTPClient {
        guard let file else { return shared }
        if let client = byAuthorities.withLock({ $0[file] }) { return client }
        guard (try? NIOSSLCertificate.fromPEMFile(file))?.isEmpty == false else {
            throw .invalid("AWS_CA_BUNDLE (or ca_bundle of the profile): \(file) has no certificates in PEM.")
        }
        return byAuthorities.withLock { clients in
            if let client = clients[file] { return client }
            var configuration = configuration
            configuration.tlsConfiguration = .makeClientConfiguration()
            configuration.tlsConfiguration?.trustRoots = .file(file)
            let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
            clients[file] = client
            return client
        }
    }

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
