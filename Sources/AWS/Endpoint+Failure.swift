import AsyncHTTPClient
import NIOCore
import NIOPosix

extension Endpoint {
    /// What a failure of the transport means to the caller: cancelled, or this endpoint can't be reached.
    func failure(_ error: any Error) -> any Error {
        switch error {
        case is CancellationError: error
        case let error as HTTPClientError where error == .cancelled: CancellationError()
        case let error as HTTPClientError where error == .connectTimeout:
            ClientError.unreachable(self, reason: "it doesn't accept a connection")
        case let error as HTTPClientError where error == .remoteConnectionClosed:
            ClientError.unreachable(self, reason: "it closed the connection before it answered")
        case let error as NIOConnectionError:
            ClientError.unreachable(self, reason: error.connectionErrors.first.map { "\($0.error)" } ?? "\(error)")
        default: ClientError.unreachable(self, reason: "\(error)")
        }
    }
}
