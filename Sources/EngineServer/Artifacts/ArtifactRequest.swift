import HTTPTypes
import Hummingbird
import PipelineAPI
import SigV4

/// What a request to S3 asks for: an operation on one object, which is addressed by its path.
struct ArtifactRequest {
    enum Operation: Equatable {
        case get(ByteRange?)
        case head
        case put
        case beginUpload
        case putPart(Int, upload: String)
        case completeUpload(String)
        case abortUpload(String)
    }

    let operation: Operation
    let location: S3Location

    /// Throws what S3 answers to an operation that it has and this engine has not.
    init(_ request: Request) throws(APIError) {
        let parts = request.uri.path.split(separator: "/", maxSplits: 1).map { URIEncoding.decode($0) }
        guard parts.count == 2, let operation = Self.operation(request) else { throw .notImplemented }
        self.operation = operation
        location = S3Location(bucket: parts[0], key: parts[1])
    }

    private static func operation(_ request: Request) -> Operation? {
        let query = request.uri.queryParameters
        let upload = query["uploadId"].map { String($0) }
        switch (request.method, upload) {
        case (.get, nil): return .get(request.headers[.range].flatMap { ByteRange($0) })
        case (.head, nil): return .head
        case (.put, nil): return request.header("x-amz-copy-source") == nil ? .put : nil
        case (.put, let upload?):
            return query["partNumber"].flatMap { Int($0) }.map { .putPart($0, upload: upload) }
        case (.post, nil): return query["uploads"] == nil ? nil : .beginUpload
        case (.post, let upload?): return .completeUpload(upload)
        case (.delete, let upload?): return .abortUpload(upload)
        default: return nil
        }
    }
}

/// `bytes=0-99`, `bytes=100-` or `bytes=-100` (RFC 9110, 14.1.2). Lists of ranges are not understood, and so ignored.
struct ByteRange: Equatable {
    private var first: Int?
    private var last: Int?

    init?(_ header: String) {
        guard header.hasPrefix("bytes="), !header.contains(",") else { return nil }
        let parts = header.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        (first, last) = (Int(parts[0]), Int(parts[1]))
        if first == nil, last == nil { return nil }
    }

    /// The bytes of an object of a size; `nil` if there are none such.
    func bytes(of size: Int) -> Range<Int>? {
        guard let first else { return last.map { max(0, size - $0)..<size } }
        let end = min(last ?? size - 1, size - 1)
        return first <= end ? first..<(end + 1) : nil
    }
}

extension APIError {
    static let notImplemented = APIError(
        code: "NotImplemented",
        message: "This engine serves the artifacts of jobs: GetObject, HeadObject, PutObject and uploads in parts",
        status: 501)
}
