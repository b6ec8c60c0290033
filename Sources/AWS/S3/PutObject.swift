public import Foundation

/// How an object is kept.
public struct S3ObjectOptions: Sendable, Hashable {
    public var contentType: String?
    /// `AES256` or `aws:kms`; `nil` for the bucket's own.
    public var encryption: String?
    /// With `aws:kms`, the key; `nil` for AWS's own.
    public var keyID: String?

    public init(contentType: String? = nil, encryption: String? = nil, keyID: String? = nil) {
        self.contentType = contentType
        self.encryption = encryption
        self.keyID = keyID
    }

    var headers: [(name: String, value: String)] {
        [
            ("content-type", contentType), ("x-amz-server-side-encryption", encryption),
            ("x-amz-server-side-encryption-aws-kms-key-id", keyID),
        ].compactMap { header in header.1.map { (header.0, $0) } }
    }
}

extension S3Client {
    /// Writes an object in one piece (S3 API, PutObject); what is longer than a few megabytes better goes by `upload`.
    ///
    /// - Returns: its ETag.
    @discardableResult
    public func putObject(
        _ body: Data, as key: String, in bucket: String, options: S3ObjectOptions = S3ObjectOptions()
    ) async throws -> String? {
        try await call("PutObject", "PUT", bucket: bucket, key: key, headers: options.headers, body: body)
            .header("etag")
    }
}
