import Foundation
import PipelineAPI
import SigV4
import XML

/// A client of Amazon S3 (API version 2006-03-01).
///
/// A bucket is addressed by its own host at AWS, and by path where an endpoint was configured, or where its name has dots,
/// which no certificate covers. Its region must be the connection's: `getBucketLocation` tells it.
public struct S3Client: Sendable {
    let connection: ServiceConnection

    public init(_ connection: ServiceConnection) { self.connection = connection }

    /// An operation on a bucket, or on one of its objects.
    ///
    /// Everything but what begins or ends an upload in parts may be done twice.
    func call(
        _ operation: String, _ method: String, bucket: String, key: String = "",
        query: [(name: String, value: String)] = [], headers: [(name: String, value: String)] = [], body: Data = Data(),
        isRepeatable: Bool = true
    ) async throws -> AWSAnswer {
        try check(bucket)
        var request = AWSRequest(operation: operation, method: method, isRepeatable: isRepeatable)
        (request.query, request.headers, request.body) = (query, headers, body)
        let host = usesOwnHost(bucket) ? URL(string: "https://\(bucket).\(connection.endpoint.hostHeader)") : nil
        let path = key.isEmpty ? "" : "/" + URIEncoding.encode(key, keepingSlashes: true)
        request.path = host == nil ? "/\(bucket)\(path)" : path.isEmpty ? "/" : path
        return try await connection.send(request, to: host)
    }

    /// The shape that an answer's XML holds.
    func decode<Output: Decodable>(_ type: Output.Type, _ answer: AWSAnswer, of operation: String) throws -> Output {
        do {
            return try XMLNodeDecoder.decode(Output.self, from: XMLNode(parsing: answer.body))
        } catch {
            throw ClientError.undecodable(operation: operation, reason: DecodingPlace.of(error))
        }
    }

    private func usesOwnHost(_ bucket: String) -> Bool {
        !connection.isEndpointConfigured && !bucket.contains(".") && bucket == bucket.lowercased()
    }

    /// A name becomes part of an address.
    private func check(_ bucket: String) throws {
        guard bucket.wholeMatch(of: #/[A-Za-z0-9][A-Za-z0-9._\-]{1,253}[A-Za-z0-9]/#) != nil else {
            throw AWSConfigurationError.invalid("'\(bucket.prefix(64))' is no name of an S3 bucket.")
        }
    }
}

extension S3Client {
    /// Whether an error says that a bucket or an object isn't there.
    static func isMissing(_ error: APIError) -> Bool {
        error.status == 404 && ["NotFound", "NoSuchKey", "NoSuchBucket"].contains(error.code)
    }
}
