import Crypto
import Foundation
import Hummingbird
import NIOCore
import PipelineAPI
public import PipelineEngine

/// Takes what the senders of webhooks post. They sign nothing in AWS's way; each webhook says how its sender is proved.
public struct WebhookReceiver: Sendable {
    private let engine: Engine

    public init(engine: Engine) {
        self.engine = engine
    }

    /// The longest body that is read, in bytes.
    private static let bodyLimit = 4 * 1024 * 1024

    /// Whether a path is below the one that all webhooks share.
    static func takes(_ path: String) -> Bool { path.hasPrefix("/webhooks/") }

    /// Throws the refusal that the sender gets. Nothing is read for an address that is no webhook's.
    func receive(_ request: Request, _ connection: Connection) async throws {
        let path = request.uri.path
        guard try await engine.hasWebhook(at: path) else { throw APIError.notFound(path) }
        let reception = try await engine.receive(
            WebhookDelivery(
                path: path, headers: request.plainHeaders, body: try await body(of: request),
                sender: connection.sender),
            hmac: { key, message in Data(HMAC<SHA256>.authenticationCode(for: message, using: SymmetricKey(data: key)))
            })
        switch reception {
        case .started, .ignored: return
        case .refused: throw APIError.unprovenDelivery
        case .unknown: throw APIError.notFound(path)
        }
    }

    private func body(of request: Request) async throws -> Data {
        do {
            return try await Data(request.body.collect(upTo: Self.bodyLimit).readableBytesView)
        } catch is NIOTooManyBytesError {
            throw APIError.tooLarge(limit: Self.bodyLimit)
        }
    }
}

extension Request {
    /// The last of each name.
    fileprivate var plainHeaders: [String: String] {
        Dictionary(headers.map { ($0.name.rawName, $0.value) }) { $1 }
    }
}

extension Connection {
    /// The other end's address; an IPv4 address as such even where the system wraps it into IPv6.
    fileprivate var sender: String? {
        let address = channel.remoteAddress?.ipAddress
        return address.map { $0.hasPrefix("::ffff:") ? String($0.dropFirst("::ffff:".count)) : $0 }
    }
}

extension APIError {
    fileprivate static let unprovenDelivery = APIError(
        code: "AccessDeniedException", message: "The delivery does not prove its sender", status: 403)
}
