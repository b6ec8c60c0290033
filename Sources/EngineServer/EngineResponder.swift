import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTPTypes
import PipelineAPI

/// Who may ask.
enum Admission: Sendable {
    /// Processes of the same user, on a Unix-domain socket.
    case ownUser(OwnPeers)
    /// Whoever signs with an access key of the engine.
    case signature(SignatureGate)
}

/// Tells an operation from the event stream and from what is neither.
struct EngineResponder: Sendable {
    let table: OperationTable
    let events: EventSource
    let activity: Activity
    let admission: Admission
    var webhooks: WebhookReceiver?
    var artifacts: ArtifactExchange?

    /// The longest request that is read, in bytes.
    private static let requestLimit = 4 * 1024 * 1024

    func respond(to request: Request, context: Connection) async throws -> Response {
        switch (request.method, request.uri.path) {
        case (.get, StateChange.streamPath):
            return await stream(request, context)
        case (.post, "/"):
            activity.begin()
            defer { activity.end() }
            return try await Response(answer(request, context))
        case _ where ArtifactExchange.isMeant(by: request):
            guard let artifacts else { return Response(table.refuse(.notFound(request.uri.path))) }
            activity.begin()
            defer { activity.end() }
            return await artifacts.respond(to: request, context)
        case (.post, let path) where WebhookReceiver.takes(path):
            guard let webhooks else { return Response(table.refuse(.notFound(path))) }
            return await Response(receive(request, webhooks, context))
        case (.post, let path) where path.hasPrefix("/service/"):
            return Response(table.refuse(.noCBOR))
        case (_, let path):
            return Response(table.refuse(.notFound(path)))
        }
    }

    private func stream(_ request: Request, _ context: Connection) async -> Response {
        do {
            try await admit(request, body: Data(), context)
            let stream = EventStream(source: events, activity: activity, request: request, connection: context)
            return try await stream.response()
        } catch {
            return Response(table.refuse(error))
        }
    }

    private func answer(_ request: Request, _ context: Connection) async throws -> Answer {
        do {
            try await context.invite(request)
            let body = try await Data(request.body.collect(upTo: Self.requestLimit).readableBytesView)
            try await admit(request, body: body, context)
            return await table.respond(target: request.target, body: body)
        } catch is NIOTooManyBytesError {
            return table.refuse(.tooLarge(limit: Self.requestLimit))
        } catch let error as APIError {
            return table.refuse(error)
        }
    }

    private func receive(_ request: Request, _ webhooks: WebhookReceiver, _ context: Connection) async -> Answer {
        activity.begin()
        defer { activity.end() }
        return await table.answer("A webhook's delivery") {
            try await context.invite(request)
            try await offLoop { try await webhooks.receive(request, context) }
            return Data("{}".utf8)
        }
    }

    private func admit(_ request: Request, body: Data, _ context: Connection) async throws(APIError) {
        switch admission {
        case .ownUser(let peers):
            guard (try? await peers.contains(context.channel)) ?? false else { throw .foreignPeer }
        case .signature(let gate):
            try gate.check(request, body: body)
        }
    }
}

extension Request {
    /// The operation that is asked for.
    var target: String? { header("X-Amz-Target") }

    func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }
}

/// The connection a request came on.
struct Connection: Sendable {
    let channel: any Channel

    /// Lets a client that waits for leave send its body (RFC 9110, 10.1.1: `Expect: 100-continue`).
    func invite(_ request: Request) async throws {
        guard request.headers[.expect]?.lowercased() == "100-continue" else { return }
        try await channel.writeAndFlush(HTTPResponsePart.head(HTTPResponse(status: .continue)))
    }
}

extension Response {
    fileprivate init(_ answer: Answer) {
        var headers = HTTPFields()
        for (name, value) in answer.headers {
            guard let name = HTTPField.Name(name) else { continue }
            headers[name] = value
        }
        self.init(
            status: .init(code: answer.status), headers: headers,
            body: .init(byteBuffer: ByteBuffer(bytes: answer.body)))
    }
}
