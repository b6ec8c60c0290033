import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import PipelineAPI

extension Response {
    /// An error as S3 answers it.
    init(s3 error: APIError) {
        self.init(
            xml: "<Error><Code>\(error.code)</Code><Message>\(error.message.xmlEscaped)</Message></Error>",
            status: .init(code: error.status))
    }

    /// An answer of S3's about an object.
    init(xml name: String, _ place: S3Location, _ members: [String: String]) {
        let all = members.merging(["Bucket": place.bucket ?? "", "Key": place.key ?? ""]) { own, _ in own }
        let text = all.sorted { $0.key < $1.key }.map { "<\($0.key)>\($0.value.xmlEscaped)</\($0.key)>" }.joined()
        self.init(
            xml: "<\(name) xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\(text)</\(name)>", status: .ok)
    }

    private init(xml: String, status: HTTPResponse.Status) {
        let text = #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n" + xml
        self.init(
            status: status, headers: [.contentType: "application/xml"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}

extension ResponseBody {
    /// Bytes of a file, read as they are sent.
    static func file(_ file: URL, _ bytes: Range<Int>) -> ResponseBody {
        ResponseBody(contentLength: bytes.count) { writer in
            let input = try FileHandle(forReadingFrom: file)
            defer { try? input.close() }
            try input.seek(toOffset: UInt64(bytes.lowerBound))
            var left = bytes.count
            while left > 0 {
                let count = min(left, 256 << 10)
                guard let part = try await offLoop({ try input.read(upToCount: count) }), !part.isEmpty else { break }
                left -= part.count
                try await writer.write(ByteBuffer(bytes: part))
            }
            try await writer.finish(nil)
        }
    }
}

extension String {
    fileprivate var xmlEscaped: String {
        replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
