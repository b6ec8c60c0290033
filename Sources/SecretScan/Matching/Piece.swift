/// A part of a secret's shape, matched greedily and without going back.
enum Piece: Sendable, ExpressibleByStringLiteral {
    case text([UInt8])
    case run(ByteSet, ClosedRange<Int>)

    init(stringLiteral text: String) {
        self = .text(Array(text.utf8))
    }

    static func digits(_ count: Int) -> Piece { .run(.digits, count...count) }
    static func digits(_ counts: ClosedRange<Int>) -> Piece { .run(.digits, counts) }
    static func hex(_ count: Int) -> Piece { .run(.hex, count...count) }
    static func hex(_ counts: ClosedRange<Int>) -> Piece { .run(.hex, counts) }
    static func uppercase(_ count: Int) -> Piece { .run(.uppercase, count...count) }
    static func uppercase(_ counts: ClosedRange<Int>) -> Piece { .run(.uppercase, counts) }
    static func lowercase(_ count: Int) -> Piece { .run(.lowercase, count...count) }
    static func alphanumeric(_ count: Int) -> Piece { .run(.alphanumeric, count...count) }
    static func alphanumeric(_ counts: ClosedRange<Int>) -> Piece { .run(.alphanumeric, counts) }
    static func word(_ count: Int) -> Piece { .run(.word, count...count) }
    static func word(_ counts: ClosedRange<Int>) -> Piece { .run(.word, counts) }
    static func base64(_ count: Int) -> Piece { .run(.base64, count...count) }
    static func base64(_ counts: ClosedRange<Int>) -> Piece { .run(.base64, counts) }
    static func dotted(_ counts: ClosedRange<Int>) -> Piece { .run(.dotted, counts) }
}

extension [Piece] {
    static let uuid: [Piece] = [.hex(8), "-", .hex(4), "-", .hex(4), "-", .hex(4), "-", .hex(12)]

    /// Where a match that begins at `start` ends; nil if there is none, or if it goes on as it ended: a longer run is
    /// another thing.
    func end(in bytes: Span<UInt8>, from start: Int) -> Int? {
        var position = start
        for piece in self {
            guard let end = piece.end(in: bytes, from: position) else { return nil }
            position = end
        }
        if case .run(let set, _)? = last, position < bytes.count, set.contains(bytes[position]) { return nil }
        return position
    }
}

extension Piece {
    fileprivate func end(in bytes: Span<UInt8>, from start: Int) -> Int? {
        switch self {
        case .text(let text):
            return bytes.hasText(text, at: start) ? start + text.count : nil
        case .run(let set, let counts):
            let end = bytes.endOfRun(of: set, from: start, limit: counts.upperBound)
            return end - start >= counts.lowerBound ? end : nil
        }
    }

    /// Where a match that ends at `end` begins.
    func start(in bytes: Span<UInt8>, endingAt end: Int) -> Int? {
        switch self {
        case .text(let text):
            return bytes.hasText(text, at: end - text.count) ? end - text.count : nil
        case .run(let set, let counts):
            var start = end
            while start > 0, end - start < counts.upperBound, set.contains(bytes[start - 1]) { start -= 1 }
            return end - start >= counts.lowerBound ? start : nil
        }
    }
}
