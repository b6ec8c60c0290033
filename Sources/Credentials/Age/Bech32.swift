/// The spelling of age's keys: a checksummed base 32 with a prefix in words (BIP 173, without its limit on the length).
enum Bech32 {
    private static let alphabet = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)
    private static let generators: [UInt32] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3]
    private static let checksumLength = 6

    /// Lower case, as recipients are written.
    static func encode(_ bytes: [UInt8], prefix: String) -> String {
        let values = regroup(bytes, from: 8, to: 5)
        let checksum = polymod(expanded(prefix) + values + [UInt8](repeating: 0, count: checksumLength)) ^ 1
        let check = (0..<checksumLength).map { UInt8(checksum >> (5 * (5 - $0)) & 31) }
        return prefix + "1" + String(decoding: (values + check).map { alphabet[Int($0)] }, as: UTF8.self)
    }

    /// Takes all lower or all upper case; the prefix comes out in lower case.
    static func decode(_ text: String) throws(AgeError) -> (prefix: String, bytes: [UInt8]) {
        guard text.utf8.allSatisfy({ (33...126).contains($0) }) else { throw .key("a character that no key has") }
        let lowered = text.lowercased()
        guard text == lowered || text == text.uppercased() else { throw .key("upper and lower case are mixed") }
        guard let separator = lowered.lastIndex(of: "1"), separator > lowered.startIndex else {
            throw .key("no prefix")
        }
        let prefix = String(lowered[..<separator])
        let values = try values(of: lowered[lowered.index(after: separator)...])
        guard values.count >= checksumLength, polymod(expanded(prefix) + values) == 1 else {
            throw .key("the checksum is wrong; was it copied whole?")
        }
        return (prefix, try bytes(of: values.dropLast(checksumLength)))
    }

    private static func values(of text: Substring) throws(AgeError) -> [UInt8] {
        var values: [UInt8] = []
        for character in text.utf8 {
            guard let value = alphabet.firstIndex(of: character) else { throw .key("a character that no key has") }
            values.append(UInt8(value))
        }
        return values
    }

    private static func bytes(of values: ArraySlice<UInt8>) throws(AgeError) -> [UInt8] {
        let spare = values.count * 5 % 8
        let bytes = regroup(Array(values), from: 5, to: 8)
        guard spare < 5 else { throw .key("its length is wrong") }
        guard let last = values.last else { return [] }
        guard last & (1 << spare - 1) == 0 else { throw .key("bits are left over") }
        return Array(bytes.prefix(values.count * 5 / 8))
    }

    /// Cuts the same bits into other pieces, the last filled up with zeroes.
    private static func regroup(_ values: [UInt8], from width: Int, to newWidth: Int) -> [UInt8] {
        var bits = 0
        var count = 0
        var groups: [UInt8] = []
        for value in values {
            bits = (bits << width | Int(value)) & 0xFFFF
            count += width
            while count >= newWidth {
                count -= newWidth
                groups.append(UInt8(bits >> count & (1 << newWidth - 1)))
            }
        }
        if count > 0 { groups.append(UInt8(bits << (newWidth - count) & (1 << newWidth - 1))) }
        return groups
    }

    private static func expanded(_ prefix: String) -> [UInt8] {
        prefix.utf8.map { $0 >> 5 } + [0] + prefix.utf8.map { $0 & 31 }
    }

    private static func polymod(_ values: [UInt8]) -> UInt32 {
        values.reduce(1) { checksum, value in
            let top = checksum >> 25
            let shifted = (checksum & 0x1FF_FFFF) << 5 ^ UInt32(value)
            return generators.indices.reduce(shifted) { top >> $1 & 1 == 1 ? $0 ^ generators[$1] : $0 }
        }
    }
}
