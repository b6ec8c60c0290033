import Masking

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
        let closing = bytes.endOfRun(of: Self.nameEnds, from: nameEnd, limit: 4)
        let gap = bytes.endOfRun(of: Self.blanks, from: closing, limit: 40)
        let operatorEnd = bytes.endOfRun(of: Self.operators, from: gap, limit: 3)
        guard operatorEnd > gap, !Self.otherThings.matches(bytes.extracting(position..<nameEnd)) else { return nil }
        var start = bytes.endOfRun(of: Self.blanks, from: operatorEnd, limit: 40)
        start = Self.afterType(in: bytes, from: start)
        start = bytes.endOfRun(of: Self.backslash, from: start, limit: 2)
        guard start < bytes.count else { return nil }
        let isQuoted = ByteSet.quotes.contains(bytes[start])
        quote = isQuoted ? bytes[start] : nil
        self.start = isQuoted ? start + 1 : start
    }

    /// The whole value, if it is one word; nil for an expression of the program, of which a name is one.
    func value(in bytes: Span<UInt8>) -> Range<Int>? {
        guard let value = word(in: bytes), quote != nil || !isProgramName(bytes.array(value)) else { return nil }
        return value
    }

    private func word(in bytes: Span<UInt8>) -> Range<Int>? {
        let end = bytes.endOfRun(
            of: quote == nil ? Self.bareBytes : Self.quotedBytes, from: start, limit: Self.longestValue)
        guard end < bytes.count else { return quote == nil && end > start ? start..<end : nil }
        if let quote {
            let closes = bytes[end] == quote || bytes[end] == UInt8(ascii: "\\")
            return closes && end > start ? start..<end : nil
        }
        let ends = Self.bareEnds.contains(bytes[end])
        return ends && end > start ? start..<end : nil
    }

    /// Skips what a typed declaration has between the name and its value.
    private static func afterType(in bytes: Span<UInt8>, from start: Int) -> Int {
        let typeEnd = bytes.endOfRun(of: typeBytes, from: start, limit: longestType)
        let gap = bytes.endOfRun(of: blanks, from: typeEnd, limit: 4)
        guard typeEnd > start, gap > typeEnd, gap < bytes.count, bytes[gap] == UInt8(ascii: "=") else { return start }
        return bytes.endOfRun(of: typedAssignment, from: gap, limit: 8)
    }

    private static let blanks = ByteSet(" \t")
    private static let typedAssignment = ByteSet("= \t")
    private static let backslash = ByteSet("\\")
    private static let nameEnds = ByteSet.quotes.union("\\]")
    private static let operators = ByteSet("=:>,(")
    private static let typeBytes = ByteSet.dotted.union("?<>[]&*")
    private static let quotedEnd = ByteSet(" \t\r\n\"'`\\")
    private static let quotedBytes = quotedEnd.inverted
    /// Without quotes a bracket, a call or a list makes it an expression rather than a value.
    private static let bareBytes = quotedEnd.union("()[]{}<>;,&#").inverted
    private static let bareEnds = ByteSet.whitespace.union(";<&,#")

    private static let otherThings = PatternAutomaton(words: SecretName.otherThings)
}
