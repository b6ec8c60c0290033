import Foundation
import Hummingbird
import NIOCore
import PipelineAPI
import ServiceLifecycle

/// One client's event stream: an empty line when it begins, then a change a line, until the client or the engine goes.
struct EventStream {
    let source: EventSource
    let activity: Activity
    let request: Request
    let connection: Connection

    /// - Throws: `APIError` for a position that is no number.
    func response() async throws(APIError) -> Response {
        // A client that was stopped takes nothing for hours: whatever is being written to it then would wait as long.
        let position = try after()
        let changes = await offLoop {
            await source(position, pipeline()) { [channel = connection.channel] in channel.close(promise: nil) }
        }
        // Counted from here on, because a body is never written when the client is gone before it begins.
        let body = ResponseBody { writer in
            activity.begin()
            defer { activity.end() }
            try await write(changes, to: &writer)
        }
        return Response(status: .ok, headers: [.contentType: "application/x-ndjson"], body: body)
    }

    @concurrent
    private func write(_ changes: AsyncStream<StateChange>, to writer: inout any ResponseBodyWriter) async throws {
        let encoder = WireFormat.encoder()
        // Tells the client, which may hear nothing for hours, that from here on it misses nothing.
        try await writer.write(ByteBuffer(string: "\n"))
        try await request.body.consumeWithCancellationOnInboundClose { _ in
            for try await change in changes.cancelOnGracefulShutdown() {
                try await writer.write(ByteBuffer(bytes: encoder.encode(change) + [UInt8(ascii: "\n")]))
            }
            try await writer.finish(nil)
        }
    }

    private func after() throws(APIError) -> Int64? {
        guard let text = request.uri.queryParameters["after"] else { return nil }
        guard let position = Int64(text) else {
            throw .validation("'after' must be a number, the sequence of the last change that was seen")
        }
        return position
    }

    private func pipeline() -> PipelineName? {
        request.uri.queryParameters["pipeline"].map { PipelineName(String($0)) }
    }
}
