/// Lines that follow each other in the new file, as one text, so that what spans lines is found: a key may have been added to
/// the line `-----BEGIN …` that was there. The parts of a long one overlap.
struct AddedText {
    private(set) var bytes: [UInt8] = []
    /// The line in the file that the text begins on.
    private(set) var firstLine = 1
    /// How many bytes of that line stand before the text.
    private var firstColumn = 0
    /// What begins before is reported already.
    private var reported = 0
    /// Where added lines stand, one after another, in order.
    private var added: [Range<Int>] = []
    private var isAdding = true

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
        added = []
        isAdding = true
    }

    /// Whether what comes from here on is added, or was there already.
    mutating func startLine(isAdded: Bool) { isAdding = isAdded }

    mutating func append(_ piece: Span<UInt8>) {
        let start = bytes.count
        piece.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
        guard isAdding else { return }
        if let last = added.last, last.upperBound == start {
            added[added.count - 1] = last.lowerBound..<bytes.count
        } else {
            added.append(start..<bytes.count)
        }
    }

    /// Whether a finding is new, of something that is added, and so far from the end that no more bytes can change it.
    func isDue(_ finding: Finding, isLast: Bool) -> Bool {
        finding.range.lowerBound >= reported && (isLast || finding.range.lowerBound < bytes.count - Self.overlap)
            && added.contains { $0.overlaps(finding.range) }
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
        added = added.filter { $0.upperBound > cut }.map { max(0, $0.lowerBound - cut)..<($0.upperBound - cut) }
    }
}
