/// Names a finding in a file that reviewers see: the same for the same secret of the same kind in the same file, on
/// whichever line and in whichever commit it stands.
public struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
    /// 32 hexadecimal digits.
    public let description: String

    static let length = 32

    init(kind: SecretKind, digest: SecretDigest, path: String) {
        let parts = [Array(kind.identifier.utf8), digest.bytes, Array(path.utf8)]
        let hash = sha256(parts.reduce(into: Array("sluice finding 1".utf8)) { $0 += [0] + $1 })
        description = hash.prefix(Self.length / 2).map { byte in
            String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }.joined()
    }

    /// - Returns: nil if `text` is no fingerprint.
    public init?(_ text: some StringProtocol) {
        guard text.utf8.count == Self.length, text.utf8.allSatisfy(ByteSet.hex.contains) else { return nil }
        description = text.lowercased()
    }
}

/// As it is written.
extension Fingerprint: Codable {
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let fingerprint = Fingerprint(text) else {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "no fingerprint"))
        }
        self = fingerprint
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
