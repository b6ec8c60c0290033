import AWS
import PipelineAPI

extension S3Client {
    /// How a bucket encrypts what is put into it. Who may not know goes on without.
    func usualEncryption(of bucket: String) async throws -> S3BucketEncryption? {
        do {
            return try await getBucketEncryption(bucket)
        } catch ClientError.service(let error) where error.status == 403 {
            return nil
        }
    }
}

extension S3ObjectOptions {
    /// With the type that the name of a file says, and as its bucket encrypts: else a default key may be used.
    init(fileNamed name: String, encryption: S3BucketEncryption?) {
        self.init(
            contentType: ContentType.of(fileNamed: name), encryption: encryption?.sSEAlgorithm,
            keyID: encryption?.kMSMasterKeyID)
    }
}
