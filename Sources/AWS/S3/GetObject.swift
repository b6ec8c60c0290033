public import Foundation

extension S3Client {
    /// An object's content, up to 64 MiB (S3 API, GetObject); more comes in ranges.
    ///
    /// - Parameter range: the bytes to read; `nil` for all.
    public func getObject(_ key: String, in bucket: String, range: Range<Int>? = nil) async throws -> Data {
        let headers = range.map { [(name: "range", value: "bytes=\($0.lowerBound)-\($0.upperBound - 1)")] } ?? []
        return try await call("GetObject", "GET", bucket: bucket, key: key, headers: headers).body
    }
}
