/// Bytes that have the shape of a rule's secret; the check is still to come.
struct Candidate {
    let secret: Range<Int>
    /// The bytes that say what it is, and may be shown.
    let shown: Range<Int>

    init(_ secret: Range<Int>, showing shown: Range<Int>? = nil) {
        self.secret = secret
        self.shown = shown ?? secret.lowerBound..<secret.lowerBound
    }
}

extension SecretRule {
    /// What `anchor` of this rule, found in one case or the other, comes with.
    func candidates(in bytes: Span<UInt8>, anchor: [UInt8], at range: Range<Int>) -> [Candidate] {
        switch form {
        case .token(let lead):
            guard bytes.hasText(anchor, at: range.lowerBound) else { return [] }
            return token(in: bytes, anchor: range, lead: lead).map { [$0] } ?? []
        case .tail:
            guard let end = shape.end(in: bytes, from: range.upperBound) else { return [] }
            return [Candidate(range.upperBound..<end)]
        case .assigned:
            return Assignment(in: bytes, after: range.upperBound).flatMap { value in
                shape.end(in: bytes, from: value.start).map { [Candidate(value.start..<$0)] }
            } ?? []
        case .named:
            guard !isPartOfARN(in: bytes, at: range) else { return [] }
            return Assignment(in: bytes, after: range.upperBound)?.value(in: bytes).map { [Candidate($0)] } ?? []
        case .near(let rest):
            guard bytes.hasText(anchor, at: range.lowerBound), bytes.isWordStart(range.lowerBound),
                let end = rest.end(in: bytes, from: range.upperBound)
            else { return [] }
            return neighbours(in: bytes, of: range.lowerBound..<end)
        case .userInfo:
            return password(in: bytes, afterScheme: range).map { [Candidate($0)] } ?? []
        case .armour:
            return privateKey(in: bytes, from: range).map { [$0] } ?? []
        }
    }

    /// Whether a word stands between colons, as in `arn:aws:secretsmanager:…:secret:shop/db`: it is nothing's name.
    private func isPartOfARN(in bytes: Span<UInt8>, at range: Range<Int>) -> Bool {
        let colon = UInt8(ascii: ":")
        let end = bytes.endOfRun(of: .word, from: range.upperBound, limit: 32)
        return range.lowerBound > 0 && bytes[range.lowerBound - 1] == colon && end < bytes.count && bytes[end] == colon
    }

    private func token(in bytes: Span<UInt8>, anchor: Range<Int>, lead: Piece?) -> Candidate? {
        var start = anchor.lowerBound
        if let lead {
            guard let leadStart = lead.start(in: bytes, endingAt: start) else { return nil }
            start = leadStart
        }
        guard bytes.isWordStart(start), let end = shape.end(in: bytes, from: anchor.upperBound) else { return nil }
        return Candidate(start..<end, showing: lead == nil ? anchor : nil)
    }

    /// Matches of the shape that stand alone, no further from `center` than a few lines.
    private func neighbours(in bytes: Span<UInt8>, of center: Range<Int>) -> [Candidate] {
        let reach = 200
        var found: [Candidate] = []
        var index = max(0, center.lowerBound - reach)
        let stop = min(bytes.count, center.upperBound + reach)
        while index < stop {
            guard ByteSet.base64.contains(bytes[index]) else {
                index += 1
                continue
            }
            let end = bytes.endOfRun(of: .base64, from: index, limit: reach)
            if index == 0 || !ByteSet.base64.contains(bytes[index - 1]), shape.end(in: bytes, from: index) == end {
                let text = bytes.array(index..<end)
                if !text.allSatisfy(ByteSet.hex.contains) { found.append(Candidate(index..<end)) }
            }
            index = end
        }
        return found
    }
}
