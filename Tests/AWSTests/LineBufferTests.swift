import Foundation
import NIOCore
import Testing

@testable import AWS

@Suite struct LineBufferTests {
    @Test func linesComeOutWholeHoweverTheBytesAreCut() {
        let text = "first\n\nsecond, ü\nthird"
        for size in 1...text.utf8.count {
            var lines = LineBuffer()
            var received: [String] = []
            var bytes = ByteBuffer(string: text)
            while bytes.readableBytes > 0, let piece = bytes.readSlice(length: min(size, bytes.readableBytes)) {
                received += lines.append(piece).map { String(decoding: $0, as: UTF8.self) }
            }
            #expect(received == ["first", "second, ü"], "cut every \(size) bytes")
        }
    }
}
