import XML

extension S3Client {
    /// The region a bucket is in (S3 API, GetBucketLocation).
    ///
    /// - Returns: `nil` if there is no such bucket.
    public func getBucketLocation(_ bucket: String) async throws -> String? {
        do {
            let answer = try await call("GetBucketLocation", "GET", bucket: bucket, query: [("location", "")])
            // The answer is one element, empty for the oldest region; the old name of Ireland is still found.
            let text = try? XMLNode(parsing: answer.body).text
            return switch text {
            case nil, "": "us-east-1"
            case "EU": "eu-west-1"
            case let region?: region
            }
        } catch ClientError.service(let error) where Self.isMissing(error) {
            return nil
        }
    }
}
