import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import PipelineAPI
import PipelineEngine

/// Serves the artifacts of jobs as S3 does: what a worker's S3 client needs to fetch its inputs and to bring its outputs.
struct ArtifactExchange: Sendable {
    let shelf: ArtifactShelf
    let gate: SignatureGate

    /// Whether a request is signed for S3: these have no target, and any path.
    static func isMeant(by request: Request) -> Bool {
        request.headers[.authorization]?.contains("/s3/aws4_request") ?? false
    }

    func respond(to request: Request, _ connection: Connection) async -> Response {
        var response: Response
        do {
            response = try await offLoop { try await answer(request, connection) }
        } catch let error as APIError {
            response = Response(s3: error)
        } catch {
            response = Response(
                s3: APIError(code: "InternalError", message: "The artifact can't be read or written", status: 500))
        }
        if let name = HTTPField.Name("x-amz-request-id") { response.headers[name] = RequestID.next() }
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func answer(_ request: Request, _ connection: Connection) async throws -> Response {
        guard let hash = request.header("x-amz-content-sha256") else {
            throw APIError(
                code: "InvalidRequest", message: "Missing required header for this request: x-amz-content-sha256")
        }
        let job = JobKeys.job(of: try gate.checkArtifactRequest(request, bodyHash: hash))
        let asked = try ArtifactRequest(request)
        let (place, upload) = (asked.location, ArtifactUpload(signedHash: hash))
        switch asked.operation {
        case .get(let range): return try await file(at: place, for: job, range)
        case .head: return try await file(at: place, for: job, nil)
        case .put:
            try await shelf.engine.checkIsMade(place, by: job)
            try await connection.invite(request)
            return try await put(request, upload, at: place, for: job)
        case .beginUpload:
            try await shelf.engine.checkIsMade(place, by: job)
            return Response(
                xml: "InitiateMultipartUploadResult", place,
                ["UploadId": try PartsUpload(to: place, in: shelf.drafts).id])
        case .putPart(let number, let id):
            try await shelf.engine.checkIsMade(place, by: job)
            let part = try PartsUpload(id, to: place, in: shelf.drafts).file(of: number)
            try await connection.invite(request)
            return Response(status: .ok, headers: [.eTag: try await upload.take(request, into: part)])
        case .completeUpload(let id):
            let parts = try PartsUpload(id, to: place, in: shelf.drafts)
            try await connection.invite(request)
            let list = try await request.body.collect(upTo: 1 << 20)
            try await shelf.engine.keep(parts.joined(Data(list.readableBytesView)), at: place, by: job)
            parts.remove()
            return Response(xml: "CompleteMultipartUploadResult", place, ["ETag": "\"\(id)-1\""])
        case .abortUpload(let id):
            try PartsUpload(id, to: place, in: shelf.drafts).remove()
            return Response(status: .noContent)
        }
    }

    private func put(
        _ request: Request, _ upload: ArtifactUpload, at place: S3Location, for job: JobID?
    ) async throws -> Response {
        try FileManager.default.createDirectory(at: shelf.drafts, withIntermediateDirectories: true)
        let draft = shelf.drafts.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: draft) }
        let tag = try await upload.take(request, into: draft)
        try await shelf.engine.keep(draft, at: place, by: job)
        return Response(status: .ok, headers: [.eTag: tag])
    }

    private func file(at place: S3Location, for job: JobID?, _ range: ByteRange?) async throws -> Response {
        let file = try await shelf.engine.artifact(at: place, for: job)
        let values = try file.resourceValues(forKeys: [.fileSizeKey, .contentModificationDateKey])
        let size = values.fileSize ?? 0
        var headers: HTTPFields = [
            .contentType: "binary/octet-stream", .acceptRanges: "bytes", .eTag: "\"\(Self.tag(of: place))\"",
        ]
        headers[.lastModified] = values.contentModificationDate?.formatted(.http)
        guard let range else {
            headers[.contentLength] = String(size)
            return Response(status: .ok, headers: headers, body: .file(file, 0..<size))
        }
        guard let bytes = range.bytes(of: size) else {
            throw APIError(code: "InvalidRange", message: "The requested range is not satisfiable", status: 416)
        }
        headers[.contentRange] = "bytes \(bytes.lowerBound)-\(bytes.upperBound - 1)/\(size)"
        return Response(status: .partialContent, headers: headers, body: .file(file, bytes))
    }

    /// A key stands for one content; its last part is made anew for each.
    private static func tag(of place: S3Location) -> String {
        place.key?.split(separator: "/").last.map { String($0) } ?? ""
    }
}
