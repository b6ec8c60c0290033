/// A credential that stands in some text.
public struct Finding: Hashable, Sendable {
    public let kind: SecretKind
    /// The secret's bytes, by their offsets in what was scanned.
    public let range: Range<Int>
    /// The line that it begins on; the first is 1.
    public let line: Int
    /// What may be shown of it: `ghp_••••••••`.
    public let masked: String
    /// Tells this secret from another, without telling it.
    public let digest: SecretDigest
}

extension Finding {
    static let mask = "••••••••"

    init(kind: SecretKind, _ candidate: Candidate, line: Int, in bytes: Span<UInt8>) {
        self.kind = kind
        range = candidate.secret
        self.line = line
        masked = String(decoding: bytes.array(candidate.shown), as: UTF8.self) + Self.mask
        digest = SecretDigest(of: bytes.array(candidate.secret))
    }
}
