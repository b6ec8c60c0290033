/// A set of bytes, asked once for every byte of a candidate.
struct ByteSet: Sendable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0
    private var beyondASCII = false

    init(_ members: String) {
        for byte in members.utf8 { insert(byte) }
    }

    private mutating func insert(_ byte: UInt8) {
        switch byte {
        case 0..<64: low |= 1 << UInt64(byte)
        case 64..<128: high |= 1 << UInt64(byte - 64)
        default: beyondASCII = true
        }
    }

    @inline(__always)
    func contains(_ byte: UInt8) -> Bool {
        switch byte {
        case 0..<64: low >> UInt64(byte) & 1 == 1
        case 64..<128: high >> UInt64(byte & 63) & 1 == 1
        default: beyondASCII
        }
    }

    func union(_ members: String) -> ByteSet {
        var union = self
        for byte in members.utf8 { union.insert(byte) }
        return union
    }

    var inverted: ByteSet {
        var inverted = self
        inverted.low = ~low
        inverted.high = ~high
        inverted.beyondASCII = !beyondASCII
        return inverted
    }
}

extension ByteSet {
    static let digits = ByteSet("0123456789")
    static let hex = digits.union("abcdefABCDEF")
    static let uppercase = digits.union("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    static let lowercase = digits.union("abcdefghijklmnopqrstuvwxyz")
    static let letters = ByteSet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    static let alphanumeric = letters.union("0123456789")
    /// What base64url is written with, and most tokens with it.
    static let word = alphanumeric.union("_-")
    static let base64 = alphanumeric.union("+/")
    /// RFC 4648, the alphabet of AWS's access key ids.
    static let base32 = ByteSet("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    static let dotted = word.union(".")
    static let whitespace = ByteSet(" \t\r\n")
    static let quotes = ByteSet("\"'`")
}
