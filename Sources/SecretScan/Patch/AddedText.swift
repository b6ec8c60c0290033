/// Added lines that follow each other, as one text, so that what spans lines is found; the parts of a long one overlap.
struct AddedText {
    private(set) var bytes: [UInt8] = []
    /// The line in the file that the text begins on.
    private(set) var firstLine = 1
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
        reported = 0
    }

    mutating func append(_ piece: Span<UInt8>) {
        piece.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
    }

    /// Whether a finding is new, and stands so far from the end that no more bytes can change it.
    func isDue(_ finding: Finding, isLast: Bool) -> Bool {
        finding.range.lowerBound >= reported && (isLast || finding.range.lowerBound < bytes.count - Self.overlap)
    }

    /// Lets go of all but the end, in which more may begin.
    mutating func keepOverlap(after found: [Finding]) {
        let cut = max(0, bytes.count - Self.overlap)
        firstLine += bytes.span.lineFeeds(in: 0..<cut)
        reported = max(0, (found.last?.range.upperBound ?? 0) - cut)
        bytes.removeFirst(cut)
    }
}
