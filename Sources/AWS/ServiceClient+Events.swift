import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
public import PipelineAPI

extension ServiceClient {
    /// Follows what changes, until the engine stops, the connection breaks or the reader stops iterating.
    ///
    /// A stream that ends without an error was ended by the engine. Ask again with the last `sequence` seen to go on.
    /// Some thousands of changes are kept for a slow reader; past them the stream ends, too. Part of sluice's extension: AWS
    /// has no such stream.
    ///
    /// - Parameters:
    ///   - sequence: Only changes after this position; `nil` for those from now on.
    ///   - pipeline: Only changes of this pipeline.
    ///   - onOpen: called when the stream has begun: what is looked at from then on and what it tells leave no gap.
    public func events(
        after sequence: Int64? = nil, pipeline: PipelineName? = nil, onOpen: @escaping @Sendable () -> Void = {}
    ) -> AsyncThrowingStream<StateChange, any Error> {
        let (stream, continuation) = AsyncThrowingStream<StateChange, any Error>.makeStream(
            bufferingPolicy: .bufferingOldest(Self.keptChanges))
        let reading = Task {
            do {
                try await read(after: sequence, pipeline: pipeline, onOpen: onOpen) { change in
                    if case .dropped = continuation.yield(change) { throw Overflow() }
                }
                continuation.finish()
            } catch is Overflow {
                continuation.finish()
            } catch {
                continuation.finish(throwing: error)
            }
        }
        continuation.onTermination = { _ in reading.cancel() }
        return stream
    }

    private func read(
        after sequence: Int64?, pipeline: PipelineName?, onOpen: () -> Void, _ receive: (StateChange) throws -> Void
    ) async throws {
        if session != nil { _ = try Self.awsService(of: Service.sluice.target("Events")) }
        let query = [
            sequence.map { URLQueryItem(name: "after", value: String($0)) },
            pipeline.map { URLQueryItem(name: "pipeline", value: $0.rawValue) },
        ]
        var request = try request(path: StateChange.streamPath, query: query.compactMap(\.self))
        sign(&request, for: .sluice)
        let body = try await open(request)
        onOpen()
        var lines = LineBuffer()
        do {
            for try await bytes in body {
                for line in lines.append(bytes) { try receive(change(line)) }
            }
        } catch let error as ClientError {
            throw error
        } catch let error as Overflow {
            throw error
        } catch {
            throw endpoint.failure(error)
        }
    }

    /// The reader is too far behind.
    private struct Overflow: Error {}

    private static let keptChanges = 4096

    /// The body of the stream, or the error the endpoint answered instead.
    private func open(_ request: HTTPClientRequest) async throws -> HTTPClientResponse.Body {
        do {
            let response = try await Transport.shared.execute(request, deadline: .distantFuture)
            guard response.status != .ok else { return response.body }
            let body = try await response.body.collect(upTo: 1 << 20)
            throw ClientError.service(
                Data(body.readableBytesView), status: Int(response.status.code), operation: StateChange.streamPath)
        } catch let error as ClientError {
            throw error
        } catch {
            throw endpoint.failure(error)
        }
    }

    private func change(_ line: Data) throws -> StateChange {
        do {
            return try WireFormat.decoder().decode(StateChange.self, from: line)
        } catch {
            throw ClientError.undecodable(operation: StateChange.streamPath, reason: "\(error)")
        }
    }
}
