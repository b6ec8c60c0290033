/// Added lines that follow each other, as one text, so that what spans lines is found; the parts of a long one overlap.
struct AddedText {
    private(set) var bytes: [UInt8] = []
    /// The line in the file that the text begins on.
    private(set) var firstLine = 1
    /// How many bytes of that line stand before the text.
    private var firstColumn = 0
    /// What begins before is reported already.
    private var reported = 0

    /// A text of this size is scanned before it grows on.
    static let limit = 512 * 1024
    /// More than any secret is long, so that each stands whole in some part.
    static let overlap = 16 * 1024

    var isFull: Bool { bytes.count >= Self.limit }

    mutating func start(at line: Int) {
        bytes.removeAll(keepingCapacity: true)
        firstLine = line
        firstColumn = 0
        reported = 0
    }

    mutating func append(_ piece: Span<UInt8>) {
        piece.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
    }

    /// Whether a finding is new, and stands so far from the end that no more bytes can change it.
    func isDue(_ finding: Finding, isLast: Bool) -> Bool {
        finding.range.lowerBound >= reported && (isLast || finding.range.lowerBound < bytes.count - Self.overlap)
    }

    /// How many bytes of its line stand before an offset in the text.
    func column(of offset: Int) -> Int {
        let lineFeed = bytes[..<offset].lastIndex(of: UInt8(ascii: "\n"))
        return lineFeed.map { offset - $0 - 1 } ?? firstColumn + offset
    }

    /// Lets go of all but the end, in which more may begin.
    mutating func keepOverlap(after found: [Finding]) {
        let cut = max(0, bytes.count - Self.overlap)
        firstColumn = column(of: cut)
        firstLine += bytes.span.lineFeeds(in: 0..<cut)
        reported = max(0, (found.last?.range.upperBound ?? 0) - cut)
        bytes.removeFirst(cut)
    }
}
