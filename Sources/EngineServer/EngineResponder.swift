import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import PipelineAPI

/// Tells an operation from the event stream and from what is neither.
struct EngineResponder: HTTPResponder {
    let table: OperationTable
    let events: EventSource
    let activity: Activity

    /// The longest request that is read, in bytes.
    private static let requestLimit = 4 * 1024 * 1024

    func respond(to request: Request, context: Connection) async throws -> Response {
        guard try await isOwnPeer(context.channel) else { return Response(table.refuse(.foreignPeer)) }
        switch (request.method, request.uri.path) {
        case (.get, StateChange.streamPath):
            return await stream(request)
        case (.post, "/"):
            activity.begin()
            defer { activity.end() }
            return try await Response(answer(request))
        case (.post, let path) where path.hasPrefix("/service/"):
            return Response(table.refuse(.noCBOR))
        case (_, let path):
            return Response(table.refuse(.notFound(path)))
        }
    }

    private func stream(_ request: Request) async -> Response {
        do {
            return try await EventStream(source: events, activity: activity, request: request).response()
        } catch {
            return Response(table.refuse(error))
        }
    }

    private func answer(_ request: Request) async throws -> Answer {
        do {
            let body = try await request.body.collect(upTo: Self.requestLimit)
            return await table.respond(target: target(of: request), body: Data(body.readableBytesView))
        } catch is NIOTooManyBytesError {
            return table.refuse(.tooLarge(limit: Self.requestLimit))
        }
    }

    private func target(of request: Request) -> String? {
        HTTPField.Name("X-Amz-Target").flatMap { request.headers[$0] }
    }
}

/// The connection a request came on.
struct Connection: InitializableFromSource {
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        channel = source.channel
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
