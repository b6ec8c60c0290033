import PipelineAPI

/// How a bucket encrypts by default (S3 API, GetBucketEncryption).
public struct S3BucketEncryption: Decodable, Sendable, Hashable {
    /// `AES256` or `aws:kms`.
    public var sSEAlgorithm: String
    public var kMSMasterKeyID: String?
}

extension S3Client {
    /// - Returns: `nil` if the bucket encrypts nothing by itself.
    public func getBucketEncryption(_ bucket: String) async throws -> S3BucketEncryption? {
        struct Rule: Decodable { var applyServerSideEncryptionByDefault: S3BucketEncryption? }
        struct Output: Decodable { var rule: [Rule]? }
        do {
            let answer = try await call("GetBucketEncryption", "GET", bucket: bucket, query: [("encryption", "")])
            let rules = try decode(Output.self, answer, of: "GetBucketEncryption").rule ?? []
            return rules.lazy.compactMap(\.applyServerSideEncryptionByDefault).first
        } catch ClientError.service(let error) where error.code == "ServerSideEncryptionConfigurationNotFoundError" {
            return nil
        }
    }
}
