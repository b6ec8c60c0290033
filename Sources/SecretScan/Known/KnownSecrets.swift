import Masking

/// Finds secrets that the caller knows and their parts (`SecretParts`), in whichever of their usual forms they are written.
public struct KnownSecrets: Sendable {
    /// What its findings are called.
    public static let kind = SecretKind("stored-secret", "secret from your own store")

    /// A shorter secret, or form of one, stands in too much that has nothing to do with it, and is not looked for.
    public static let shortestSecret = 6

    private let forms: [Form]
    private let automaton: PatternAutomaton

    private struct Form {
        let text: [UInt8]
        let digest: SecretDigest
    }

    /// How much of a form the automaton knows; the rest is compared where it fits. Keeps the automaton small.
    private static let longestAnchor = 12

    /// - Parameter secrets: the secrets' bytes, in plain.
    public init(_ secrets: some Sequence<[UInt8]>) {
        let parts = secrets.flatMap { SecretParts.of($0).filter { !isDummyPassword($0) } }
        forms = Set(secrets).union(parts).filter { $0.count >= Self.shortestSecret }.flatMap { secret in
            let digest = SecretDigest(of: secret)
            return SecretForms.all(of: secret).union(SecretForms.ofFile(secret)).filter {
                $0.count >= Self.shortestSecret
            }
            .map { Form(text: $0, digest: digest) }
        }
        automaton = PatternAutomaton(forms.map { Array($0.text.prefix(Self.longestAnchor)) })
    }

    /// Where they stand in `bytes`, in order; the longest where several begin or overlap.
    public func findings(in bytes: Span<UInt8>) -> [Finding] {
        guard !forms.isEmpty else { return [] }
        var matches: [(range: Range<Int>, form: Int)] = []
        var cursor = PatternAutomaton.Cursor()
        while let endings = automaton.nextEndings(in: bytes, &cursor) {
            for form in endings {
                let text = forms[form].text
                let start = cursor.index - min(text.count, Self.longestAnchor)
                guard bytes.hasText(text, at: start) else { continue }
                matches.append((start..<(start + text.count), form))
            }
        }
        return findings(from: matches, in: bytes)
    }

    /// As ``findings(in:)-(Span<UInt8>)``, for bytes that are an array.
    public func findings(in bytes: [UInt8]) -> [Finding] {
        findings(in: bytes.span)
    }

    private func findings(from matches: [(range: Range<Int>, form: Int)], in bytes: Span<UInt8>) -> [Finding] {
        let order = matches.sorted { ($0.range.lowerBound, -$0.range.count) < ($1.range.lowerBound, -$1.range.count) }
        var found: [Finding] = []
        var line = LineCounter()
        for (range, form) in order where range.lowerBound >= found.last?.range.upperBound ?? 0 {
            found.append(
                Finding(
                    kind: Self.kind, range: range, line: line.line(of: range.lowerBound, in: bytes),
                    masked: Finding.mask, digest: forms[form].digest))
        }
        return found
    }
}
