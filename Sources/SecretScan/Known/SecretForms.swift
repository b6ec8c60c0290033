import Foundation

/// The ways in which one secret may be written down.
enum SecretForms {
    /// The secret as it is, in base64 wherever it stands in what was encoded, in hex, percent-encoded, and as in JSON.
    static func all(of secret: [UInt8]) -> Set<[UInt8]> {
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
        ["-_.~", "-_.~/", "-_.!~*'()", "-_.*"].map(ByteSet.alphanumeric.union).flatMap { kept in
            [true, false].flatMap { uppercase in
                [kept, kept.union(" ")].map { kept in
                    secret.flatMap { byte -> [UInt8] in
                        guard kept.contains(byte) else {
                            return [UInt8(ascii: "%")] + hexDigits(byte, uppercase: uppercase)
                        }
                        return [byte == UInt8(ascii: " ") ? UInt8(ascii: "+") : byte]
                    }
                }
            }
        }
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
