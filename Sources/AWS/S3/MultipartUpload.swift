public import Foundation
import XML

/// Writing an object in parts (S3 API, CreateMultipartUpload, UploadPart, CompleteMultipartUpload, AbortMultipartUpload).
extension S3Client {
    /// The length of a part in bytes; S3 wants at least 5 MiB of all but the last, and at most 10,000 parts.
    static let partLength = 8 * 1024 * 1024
    private static let partsAtOnce = 4

    /// Writes a file's content as an object, a large one in parts, several at once. Nothing half-written is left behind.
    ///
    /// - Parameter progress: called with the number of bytes that have arrived, in no order.
    public func upload(
        _ file: URL, as key: String, in bucket: String, options: S3ObjectOptions = S3ObjectOptions(),
        progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws {
        let length = try file.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0
        guard length > Self.partLength else {
            try await putObject(Data(contentsOf: file), as: key, in: bucket, options: options)
            return progress(length)
        }
        let upload = try await createMultipartUpload(key, bucket, options)
        do {
            let parts = try await uploadParts(of: file, length, upload, progress)
            try await complete(upload, parts)
        } catch {
            // In a task of its own: the one that runs may be cancelled, and parts left behind cost money.
            await Task { try? await abort(upload) }.value
            throw error
        }
    }

    private struct Upload: Sendable {
        var id: String
        var key: String
        var bucket: String
    }

    private func createMultipartUpload(
        _ key: String, _ bucket: String, _ options: S3ObjectOptions
    ) async throws -> Upload {
        struct Output: Decodable { var uploadId: String }
        let answer = try await call(
            "CreateMultipartUpload", "POST", bucket: bucket, key: key, query: [("uploads", "")],
            headers: options.headers, isRepeatable: false)
        let id = try decode(Output.self, answer, of: "CreateMultipartUpload").uploadId
        return Upload(id: id, key: key, bucket: bucket)
    }

    /// Answers the parts' ETags by number.
    private func uploadParts(
        of file: URL, _ length: Int, _ upload: Upload, _ progress: @escaping @Sendable (Int) -> Void
    ) async throws -> [Int: String] {
        let partLength = max(Self.partLength, (length + 9_999) / 10_000)
        var starts = Array(stride(from: 0, to: length, by: partLength).enumerated())[...]
        return try await withThrowingTaskGroup(of: (Int, String).self) { group in
            func add() {
                guard let (index, start) = starts.popFirst() else { return }
                group.addTask {
                    let part = try read(file, start..<min(start + partLength, length))
                    let tag = try await uploadPart(part, number: index + 1, upload)
                    progress(part.count)
                    return (index + 1, tag)
                }
            }
            for _ in 0..<Self.partsAtOnce { add() }
            var tags: [Int: String] = [:]
            while let (number, tag) = try await group.next() {
                tags[number] = tag
                add()
            }
            return tags
        }
    }

    private func read(_ file: URL, _ range: Range<Int>) throws -> Data {
        let handle = try FileHandle(forReadingFrom: file)
        defer { try? handle.close() }
        try handle.seek(toOffset: UInt64(range.lowerBound))
        return try handle.read(upToCount: range.count) ?? Data()
    }

    private func uploadPart(_ part: Data, number: Int, _ upload: Upload) async throws -> String {
        let answer = try await call(
            "UploadPart", "PUT", bucket: upload.bucket, key: upload.key,
            query: [("partNumber", "\(number)"), ("uploadId", upload.id)], body: part)
        guard let tag = answer.header("etag") else {
            throw ClientError.undecodable(operation: "UploadPart", reason: "it has no ETag")
        }
        return tag
    }

    private func complete(_ upload: Upload, _ tags: [Int: String]) async throws {
        let parts = tags.sorted { $0.key < $1.key }.map { number, tag in
            "<Part><PartNumber>\(number)</PartNumber><ETag>\(tag.replacing("\"", with: "&quot;"))</ETag></Part>"
        }
        let body =
            "<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\(parts.joined())"
            + "</CompleteMultipartUpload>"
        let answer = try await call(
            "CompleteMultipartUpload", "POST", bucket: upload.bucket, key: upload.key, query: [("uploadId", upload.id)],
            headers: [("content-type", "application/xml")], body: Data(body.utf8), isRepeatable: false)
        // S3 begins to answer 200 before it knows; a failure then stands in the body.
        if let root = try? XMLNode(parsing: answer.body), root.name == "Error" {
            throw ClientError.service(
                .init(answer, call: "CompleteMultipartUpload in \(connection.region)"))
        }
    }

    private func abort(_ upload: Upload) async throws {
        _ = try await call(
            "AbortMultipartUpload", "DELETE", bucket: upload.bucket, key: upload.key, query: [("uploadId", upload.id)])
    }
}
