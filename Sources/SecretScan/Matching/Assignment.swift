/// The value that a name is given, in whatever language: `NAME=value`, `"name": "value"`, `name => 'value'`,
/// `name: String = "value"`, `set_name("value")`, `<name>value</name>`.
struct Assignment {
    /// Where the value starts, after its quote.
    let start: Int
    private let quote: UInt8?

    /// Bounds on what stands between a name and its value, so that no text makes the search long.
    private static let longestName = 32
    private static let longestType = 24
    private static let longestValue = 256

    /// - Parameter position: within the name, after the part of it that is known.
    init?(in bytes: Span<UInt8>, after position: Int) {
        let nameEnd = bytes.endOfRun(of: .dotted, from: position, limit: Self.longestName)
        guard !Self.saysOtherThings(bytes.array(position..<nameEnd)) else { return nil }
        let closing = bytes.endOfRun(of: ByteSet.quotes.union("\\]"), from: nameEnd, limit: 4)
        let gap = bytes.endOfRun(of: ByteSet(" \t"), from: closing, limit: 40)
        let operatorEnd = bytes.endOfRun(of: ByteSet("=:>,("), from: gap, limit: 3)
        guard operatorEnd > gap else { return nil }
        var start = bytes.endOfRun(of: ByteSet(" \t"), from: operatorEnd, limit: 40)
        start = Self.afterType(in: bytes, from: start)
        start = bytes.endOfRun(of: ByteSet("\\"), from: start, limit: 2)
        guard start < bytes.count else { return nil }
        let isQuoted = ByteSet.quotes.contains(bytes[start])
        quote = isQuoted ? bytes[start] : nil
        self.start = isQuoted ? start + 1 : start
    }

    /// The whole value, if it is one word; nil for an expression of the program.
    func value(in bytes: Span<UInt8>) -> Range<Int>? {
        let stop = quote == nil ? Self.bareEnd : Self.quotedEnd
        let end = bytes.endOfRun(of: stop.inverted, from: start, limit: Self.longestValue)
        guard end < bytes.count else { return quote == nil && end > start ? start..<end : nil }
        if let quote {
            let closes = bytes[end] == quote || bytes[end] == UInt8(ascii: "\\")
            return closes && end > start ? start..<end : nil
        }
        let ends = ByteSet.whitespace.union(";<&,#").contains(bytes[end])
        return ends && end > start ? start..<end : nil
    }

    private static let quotedEnd = ByteSet(" \t\r\n\"'`\\")
    /// Without quotes a bracket, a call or a dot makes it an expression rather than a value.
    private static let bareEnd = quotedEnd.union("()[]{}<>;,&#")

    /// Skips what a typed declaration has between the name and its value.
    private static func afterType(in bytes: Span<UInt8>, from start: Int) -> Int {
        let typeEnd = bytes.endOfRun(of: ByteSet.dotted.union("?<>[]&*"), from: start, limit: longestType)
        let gap = bytes.endOfRun(of: ByteSet(" \t"), from: typeEnd, limit: 4)
        guard typeEnd > start, gap > typeEnd, gap < bytes.count, bytes[gap] == UInt8(ascii: "=") else { return start }
        return bytes.endOfRun(of: ByteSet("= \t"), from: gap, limit: 8)
    }

    /// Whether the name goes on to something about the secret instead of it: `token_type`, `secretName`.
    private static func saysOtherThings(_ rest: [UInt8]) -> Bool {
        let text = String(decoding: rest, as: UTF8.self).lowercased()
        return otherThings.contains { text.contains($0) }
    }

    private static let otherThings = [
        "type", "name", "url", "uri", "path", "file", "field", "label", "hash", "length", "count", "expir", "arn",
        "endpoint", "version", "policy", "hint", "prefix", "regex", "pattern", "format", "public", "digest", "checksum",
        "_id", "-id", "id_", "izer", "reset", "confirm",
    ]
}
