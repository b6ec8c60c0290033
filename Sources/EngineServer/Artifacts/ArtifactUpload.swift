import Crypto
import Foundation
import Hummingbird
import NIOCore
import PipelineAPI

/// Takes the body of a request into a file, and checks that it is the one that was signed for.
struct ArtifactUpload {
    /// What `x-amz-content-sha256` says: a hash, or that the body has none.
    let signedHash: String

    /// As S3 has it over TLS, which protects the body by itself.
    private static let unsigned = "UNSIGNED-PAYLOAD"
    private static let unsignedInChunks = "STREAMING-UNSIGNED-PAYLOAD-TRAILER"

    /// 5 GB ("Uploading objects" in S3's guide).
    private static let longest = 5 << 30

    /// Answers the entity tag of what came.
    func take(_ request: Request, into file: URL) async throws -> String {
        if signedHash.hasPrefix("STREAMING-"), signedHash != Self.unsignedInChunks { throw APIError.notImplemented }
        try Data().write(to: file)
        let output = try FileHandle(forWritingTo: file)
        defer { try? output.close() }
        var (hash, size) = (SHA256(), 0)
        var chunks = signedHash == Self.unsignedInChunks ? ChunkedBody() : nil
        for try await buffer in request.body {
            let bytes = try chunks.unwrap(buffer)
            size += bytes.count
            if size > Self.longest { throw APIError.tooLarge(limit: Self.longest) }
            hash.update(data: bytes)
            try output.write(contentsOf: bytes)
        }
        if chunks?.isComplete == false { throw APIError.incompleteBody }
        let digest = hash.finalize().map { String(format: "%02x", $0) }.joined()
        if ![Self.unsigned, Self.unsignedInChunks, digest].contains(signedHash) {
            throw APIError(
                code: "XAmzContentSHA256Mismatch",
                message: "The provided 'x-amz-content-sha256' header does not match what was computed.")
        }
        return "\"\(digest.prefix(32))\""
    }
}

extension ChunkedBody? {
    fileprivate mutating func unwrap(_ buffer: ByteBuffer) throws -> Data {
        let bytes = Data(buffer.readableBytesView)
        return try self?.unwrap(bytes) ?? bytes
    }
}

/// A body in chunks, each behind a line with its length, a trailer behind them ("aws-chunked" in S3's API reference).
struct ChunkedBody {
    private var held = Data()
    private var left = 0
    private(set) var isComplete = false

    /// What the bytes that came carry; of a chunk that is not whole as much as is there.
    mutating func unwrap(_ bytes: Data) throws -> Data {
        held.append(bytes)
        var content = Data()
        while !isComplete, !held.isEmpty {
            if left == 0, try !beginChunk() { break }
            let part = held.prefix(left)
            content.append(part)
            left -= part.count
            held = Data(held.dropFirst(part.count))
        }
        return content
    }

    private static let longestLine = 1024

    /// Reads the line before a chunk. Answers whether it was all there.
    private mutating func beginChunk() throws -> Bool {
        let lineEnd = Data("\r\n".utf8)
        // The end of the chunk before it.
        if held.starts(with: lineEnd) { held = Data(held.dropFirst(2)) }
        guard let end = held.range(of: lineEnd) else {
            if held.count > Self.longestLine { throw APIError.incompleteBody }
            return false
        }
        let length = held[..<end.lowerBound].prefix { $0 != UInt8(ascii: ";") }
        guard let size = Int(String(decoding: length, as: UTF8.self), radix: 16), size >= 0 else {
            throw APIError.incompleteBody
        }
        held = Data(held[end.upperBound...])
        (left, isComplete) = (size, size == 0)
        return true
    }
}

extension APIError {
    static let incompleteBody = APIError(
        code: "IncompleteBody", message: "The request's body is not in whole chunks")
}
