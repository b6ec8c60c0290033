/// Bytes without the zeros that UTF-16 puts beside each ASCII character, in either order, so that its text is found as
/// any other. Zeros that end strings in programs stay.
struct NarrowedText {
    let bytes: [UInt8]
    /// Where each byte stands in the text as it is.
    private let offsets: [Int]

    /// nil if there are none.
    init?(_ wide: [UInt8]) {
        guard wide.contains(0) else { return nil }
        var (bytes, offsets) = ([UInt8](), [Int]())
        bytes.reserveCapacity(wide.count)
        offsets.reserveCapacity(wide.count)
        for (offset, byte) in wide.enumerated() where byte != 0 || !Self.isPadding(offset, in: wide) {
            bytes.append(byte)
            offsets.append(offset)
        }
        guard bytes.count < wide.count else { return nil }
        (self.bytes, self.offsets) = (bytes, offsets)
    }

    /// A finding in these bytes as one in the text as it is.
    func restored(_ finding: Finding) -> Finding {
        let range = offsets[finding.range.lowerBound]..<(offsets[finding.range.upperBound - 1] + 1)
        return Finding(
            kind: finding.kind, range: range, line: finding.line, masked: finding.masked, digest: finding.digest)
    }

    /// Whether the zero at `offset` has another beyond a byte that is none.
    private static func isPadding(_ offset: Int, in wide: [UInt8]) -> Bool {
        let hasOneBefore = offset >= 2 && wide[offset - 2] == 0 && wide[offset - 1] != 0
        return hasOneBefore || offset + 2 < wide.count && wide[offset + 2] == 0 && wide[offset + 1] != 0
    }
}
