/// Bytes as they come, told line by line.
struct OutputLines {
    var limitInBytes: Int
    var kept: Int
    var report: @Sendable (String) -> Void
    private var line: [UInt8] = []
    private var tail: [String] = []

    /// - Parameter kept: how many of the last lines are answered in the end.
    init(limitInBytes: Int, kept: Int = 0, report: @escaping @Sendable (String) -> Void) {
        (self.limitInBytes, self.kept, self.report) = (limitInBytes, kept, report)
    }

    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        for byte in bytes {
            if byte == UInt8(ascii: "\n") { end() } else if line.count < limitInBytes { line.append(byte) }
        }
    }

    /// The last lines.
    mutating func finish() -> [String] {
        if !line.isEmpty { end() }
        return tail
    }

    private mutating func end() {
        let text = String(decoding: line, as: UTF8.self)
        line.removeAll(keepingCapacity: true)
        report(text)
        tail = (tail + [text]).suffix(kept)
    }
}
