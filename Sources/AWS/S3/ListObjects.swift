public import Foundation

/// An object in a list (S3 API, ListObjectsV2).
public struct S3Object: Decodable, Sendable, Hashable {
    public var key: String
    /// In bytes.
    public var size: Int?
    public var eTag: String?
    public var lastModified: Date?
}

extension S3Client {
    /// The objects whose keys begin so, in the order of their keys.
    ///
    /// - Parameters:
    ///   - limit: how many are wanted at most.
    ///   - owner: the account that the bucket has to be of; S3 refuses another's. `nil` for any.
    public func listObjects(
        in bucket: String, prefix: String, limit: Int = .max, owner: String? = nil
    ) async throws -> [S3Object] {
        struct Output: Decodable {
            var contents: [S3Object]?
            var nextContinuationToken: String?
        }
        var count = 0
        let objects = try await allPages { token in
            var query = [("list-type", "2"), ("prefix", prefix)]
            if limit < 1000 { query.append(("max-keys", "\(limit)")) }
            if let token { query.append(("continuation-token", token)) }
            let headers = owner.map { [(name: "x-amz-expected-bucket-owner", value: $0)] } ?? []
            let answer = try await call("ListObjectsV2", "GET", bucket: bucket, query: query, headers: headers)
            let page = try decode(Output.self, answer, of: "ListObjectsV2")
            count += page.contents?.count ?? 0
            return (page.contents ?? [], count < limit ? page.nextContinuationToken : nil)
        }
        return Array(objects.prefix(limit))
    }
}
