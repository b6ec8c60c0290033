import Foundation
import PipelineAPI
import Testing

@testable import EngineServer

/// What S3's clients send and ask for, apart from a connection.
@Suite struct ArtifactBodyTests {
    private static let whole =
        "4\r\nWiki\r\nB\r\npedia in \r\n\r\n7;x=y\r\nchunks.\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n"

    @Test("A body in chunks is what stands in them, wherever it is cut on its way", arguments: 1...70)
    func chunks(length: Int) throws {
        var (body, content) = (ChunkedBody(), Data())
        var rest = Data(Self.whole.utf8)
        while !rest.isEmpty {
            content += try body.unwrap(Data(rest.prefix(length)))
            rest = Data(rest.dropFirst(length))
        }
        #expect(body.isComplete)
        #expect(String(decoding: content, as: UTF8.self) == "Wikipedia in \r\nchunks.")
    }

    @Test(
        "What is no chunk is refused",
        arguments: ["x\r\n", "-1\r\n", "4 \r\nWiki", String(repeating: "1", count: 2000)])
    func broken(text: String) {
        var body = ChunkedBody()
        #expect(throws: APIError.self) { try body.unwrap(Data(text.utf8)) }
    }

    @Test(
        "A range is cut to the object",
        arguments: [
            ("bytes=0-3", 0..<4), ("bytes=8-", 8..<10), ("bytes=5-99", 5..<10), ("bytes=-3", 7..<10),
            ("bytes=-99", 0..<10), ("bytes=10-", nil), ("bytes=4-3", nil),
        ] as [(String, Range<Int>?)])
    func range(header: String, bytes: Range<Int>?) throws {
        #expect(try #require(ByteRange(header)).bytes(of: 10) == bytes)
    }

    @Test("A header that is no range of bytes is none", arguments: ["bytes=", "bytes=-", "lines=1-2", "bytes=1-2,4-5"])
    func noRange(header: String) {
        #expect(ByteRange(header) == nil)
    }
}
