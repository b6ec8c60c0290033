/// What is known of an object without reading it (S3 API, HeadObject).
public struct S3ObjectHead: Sendable, Hashable {
    /// In bytes.
    public var length: Int?
    public var eTag: String?
    public var contentType: String?
    public var encryption: String?
}

extension S3Client {
    /// - Returns: `nil` if there is no such object, or no such bucket.
    public func headObject(_ key: String, in bucket: String) async throws -> S3ObjectHead? {
        do {
            let answer = try await call("HeadObject", "HEAD", bucket: bucket, key: key)
            return S3ObjectHead(
                length: answer.header("content-length").flatMap(Int.init), eTag: answer.header("etag"),
                contentType: answer.header("content-type"),
                encryption: answer.header("x-amz-server-side-encryption"))
        } catch ClientError.service(let error) where Self.isMissing(error) {
            return nil
        }
    }
}
