import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

extension Endpoint {
    /// What a failure of the transport means to the caller: cancelled, or this endpoint can't be reached.
    func failure(_ error: any Error) -> any Error {
        switch error {
        case is CancellationError: error
        case let error as HTTPClientError where error == .cancelled: CancellationError()
        default: ClientError.unreachable(self, reason: reason(error))
        }
    }

    /// OpenSSL makes an exception for self-signed certificates that are trusted by name, which BoringSSL does not.
    private static let untrusted = """
        no authority that is trusted vouches for its certificate. AWS_CA_BUNDLE (or ca_bundle of a profile) names the file of \
        others; a self-signed certificate counts there if it may sign certificates (keyUsage with keyCertSign, or without \
        keyUsage)
        """

    private func reason(_ error: any Error) -> String {
        switch error {
        case let error as IOError: String(cString: strerror(error.errnoCode))
        case let error as NIOConnectionError: error.connectionErrors.first.map { reason($0.error) } ?? "\(error)"
        case let error as HTTPClientError where error == .connectTimeout: "it doesn't accept a connection"
        case let error as HTTPClientError where error == .remoteConnectionClosed:
            "it closed the connection before it answered"
        case let error as HTTPParserError where error == .invalidEOFState:
            "it closed the connection in the middle of its answer"
        // The library's error says what was wrong in its text alone.
        case let error as NIOSSLError where "\(error)".contains("CERTIFICATE_VERIFY_FAILED"): Self.untrusted
        default: "\(error)"
        }
    }
}
