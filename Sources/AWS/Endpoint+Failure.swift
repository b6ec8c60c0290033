import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

extension Endpoint {
    /// What a failure of the transport means to the caller: cancelled, or this endpoint can't be reached.
    func failure(_ error: any Error) -> any Error {
        switch error {
        case is CancellationError: error
        case let error as HTTPClientError where error == .cancelled: CancellationError()
        default: ClientError.unreachable(self, reason: reason(error))
        }
    }

    private func reason(_ error: any Error) -> String {
        switch error {
        case let error as IOError: String(cString: strerror(error.errnoCode))
        case let error as NIOConnectionError: error.connectionErrors.first.map { reason($0.error) } ?? "\(error)"
        case let error as HTTPClientError where error == .connectTimeout: "it doesn't accept a connection"
        case let error as HTTPClientError where error == .remoteConnectionClosed:
            "it closed the connection before it answered"
        case let error as HTTPParserError where error == .invalidEOFState:
            "it closed the connection in the middle of its answer"
        default: "\(error)"
        }
    }
}
