/// Finds credentials of well-known kinds in any bytes, text or not.
///
/// One pass looks for the anchors of all kinds at once; only around them is anything else examined, and never further
/// than a fixed distance, so that no input makes it slow.
public struct SecretScanner: Sendable {
    /// With every kind there is; made once.
    public static let standard = SecretScanner(rules: SecretRule.all)

    /// Looks for nothing: for whoever only wants secrets that they know.
    public static let none = SecretScanner(rules: [])

    private let rules: [SecretRule]
    private let anchors: [(rule: Int, text: [UInt8])]
    private let automaton: PatternAutomaton

    init(rules: [SecretRule]) {
        self.rules = rules
        anchors = rules.enumerated().flatMap { index, rule in rule.anchors.map { (index, $0) } }
        automaton = PatternAutomaton(anchors.map(\.text), ignoringCase: true)
    }

    /// What stands in `bytes`, in order; where several kinds fit the same place, the most telling one.
    ///
    /// Placeholders and the examples in vendors' manuals are no findings.
    public func findings(in bytes: Span<UInt8>) -> [Finding] {
        if rules.isEmpty { return [] }
        var matches: [Match] = []
        var cursor = PatternAutomaton.Cursor()
        while let endings = automaton.nextEndings(in: bytes, &cursor) {
            for ending in endings {
                let anchor = anchors[ending]
                let range = (cursor.index - anchor.text.count)..<cursor.index
                for candidate in rules[anchor.rule].candidates(in: bytes, anchor: anchor.text, at: range)
                where rules[anchor.rule].check.accepts(bytes.array(candidate.secret)) {
                    matches.append(Match(rule: anchor.rule, candidate: candidate))
                }
            }
        }
        return findings(from: matches, in: bytes)
    }

    /// As ``findings(in:)-(Span<UInt8>)``, for bytes that are an array.
    public func findings(in bytes: [UInt8]) -> [Finding] {
        findings(in: bytes.span)
    }

    private func findings(from matches: [Match], in bytes: Span<UInt8>) -> [Finding] {
        var line = LineCounter()
        return matches.withoutOverlaps().map { match in
            Finding(
                kind: rules[match.rule].kind, match.candidate, line: line.line(of: match.start, in: bytes), in: bytes)
        }
    }
}

private struct Match {
    let rule: Int
    let candidate: Candidate

    var start: Int { candidate.secret.lowerBound }
}

extension [Match] {
    /// In order of place; of those that overlap, the one whose rule stands first.
    fileprivate func withoutOverlaps() -> [Match] {
        var kept: [Match] = []
        for match in sorted(by: { ($0.start, $0.rule) < ($1.start, $1.rule) }) {
            guard let last = kept.last, last.candidate.secret.upperBound > match.start else {
                kept.append(match)
                continue
            }
            if match.rule < last.rule { kept[kept.count - 1] = match }
        }
        return kept
    }
}
