internal import Foundation

/// The ways in which one secret may be written down.
public enum SecretForms {
    /// The secret as it is, in base64 wherever it stands in what was encoded, in hex, percent-encoded, and as in JSON.
    public static func all(of secret: [UInt8]) -> Set<[UInt8]> {
        Set([secret] + base64(secret) + hex(secret) + percentEncoded(secret) + json(secret))
    }

    /// Each alignment to the groups of three bytes, without the characters that depend on what stands beside it, in
    /// the standard alphabet and that for URLs (RFC 4648, 4 and 5).
    static func base64(_ secret: [UInt8]) -> [[UInt8]] {
        (0..<3).flatMap { lead -> [[UInt8]] in
            let encoded = Data([UInt8](repeating: 0, count: lead) + secret).base64EncodedString()
            let first = (lead * 8 + 5) / 6
            let stable = Array(encoded.utf8)[first..<((lead + secret.count) * 8 / 6)]
            return [Array(stable), stable.map(base64URL)]
        }
    }

    /// What programs make of the secret as a whole file, or as a line of one: base64 to its last character, and the lines that
    /// base64(1), openssl(1) and `xxd -p` break what they print into.
    public static func ofFile(_ secret: [UInt8]) -> Set<[UInt8]> {
        Set(
            [secret, secret + [UInt8(ascii: "\n")]].flatMap { text -> [[UInt8]] in
                let encoded = Array(Data(text).base64EncodedString().utf8)
                let wrapped = [64, 76].flatMap { lines(of: encoded, width: $0) }
                return [encoded, encoded.map(base64URL)] + wrapped + hex(text).flatMap { lines(of: $0, width: 60) }
            })
    }

    /// A last line that is short stands in too much that has nothing to do with the secret.
    private static func lines(of encoded: [UInt8], width: Int) -> [[UInt8]] {
        guard encoded.count > width else { return [] }
        return stride(from: 0, to: encoded.count, by: width).map { Array(encoded[$0...].prefix(width)) }
            .filter { $0.count >= 12 }
    }

    private static func base64URL(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "+"): UInt8(ascii: "-")
        case UInt8(ascii: "/"): UInt8(ascii: "_")
        default: byte
        }
    }

    static func hex(_ secret: [UInt8]) -> [[UInt8]] {
        [true, false].map { uppercase in secret.flatMap { hexDigits($0, uppercase: uppercase) } }
    }

    /// With everything encoded that some library encodes, and with the slashes left, in both cases of the digits, with
    /// a blank as `%20` and as `+`.
    static func percentEncoded(_ secret: [UInt8]) -> [[UInt8]] {
        ["-_.~", "-_.~/", "-_.!~*'()", "-_.*"].flatMap { kept in
            [true, false].flatMap { uppercase in
                [UInt8(ascii: " "), UInt8(ascii: "+")].map { blank in
                    secret.flatMap { percentEncoded($0, keeping: kept, blank: blank, uppercase: uppercase) }
                }
            }
        }
    }

    private static func percentEncoded(
        _ byte: UInt8, keeping kept: String, blank: UInt8, uppercase: Bool
    ) -> [UInt8] {
        if isAlphanumeric(byte) || kept.utf8.contains(byte) { return [byte] }
        if byte == UInt8(ascii: " "), blank == UInt8(ascii: "+") { return [blank] }
        return [UInt8(ascii: "%")] + hexDigits(byte, uppercase: uppercase)
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    /// With slashes escaped and not (RFC 8259, 7).
    static func json(_ secret: [UInt8]) -> [[UInt8]] {
        [true, false].map { escapesSlash in secret.flatMap { jsonEscaped($0, escapesSlash: escapesSlash) } }
    }

    private static func jsonEscaped(_ byte: UInt8, escapesSlash: Bool) -> [UInt8] {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): [UInt8(ascii: "\\"), byte]
        case UInt8(ascii: "/") where escapesSlash: Array(#"\/"#.utf8)
        case UInt8(ascii: "\n"): Array(#"\n"#.utf8)
        case UInt8(ascii: "\r"): Array(#"\r"#.utf8)
        case UInt8(ascii: "\t"): Array(#"\t"#.utf8)
        case 0..<0x20: Array(#"\u00"#.utf8) + hexDigits(byte, uppercase: false)
        default: [byte]
        }
    }

    private static func hexDigits(_ byte: UInt8, uppercase: Bool) -> [UInt8] {
        [byte >> 4, byte & 15].flatMap { Array(String($0, radix: 16, uppercase: uppercase).utf8) }
    }
}
