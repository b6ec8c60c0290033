import Foundation
import NIOCore

/// Puts lines together from bytes that arrive cut anywhere.
struct LineBuffer {
    private var rest = Data()

    /// The lines that `bytes` completes, without their ends; empty lines are left out.
    mutating func append(_ bytes: ByteBuffer) -> [Data] {
        rest.append(contentsOf: bytes.readableBytesView)
        guard let end = rest.lastIndex(of: UInt8(ascii: "\n")) else { return [] }
        let lines = rest[..<end].split(separator: UInt8(ascii: "\n"))
        rest = Data(rest[rest.index(after: end)...])
        return lines
    }
}
