/// GitHub's tokens end in the CRC-32 of their random part, in base 62 with leading zeros ("Behind GitHub's new
/// authentication token formats", 2021).
func hasGitHubChecksum(_ token: [UInt8]) -> Bool {
    guard token.count == 40 else { return false }
    return base62(crc32(token[4..<34]), digits: 6).elementsEqual(token[34...])
}

/// CRC-32 as in IEEE 802.3 and zlib.
package func crc32(_ bytes: some Sequence<UInt8>) -> UInt32 {
    ~bytes.reduce(UInt32.max) { checksum, byte in
        (0..<8).reduce(checksum ^ UInt32(byte)) { rest, _ in rest & 1 == 1 ? rest >> 1 ^ 0xEDB8_8320 : rest >> 1 }
    }
}

/// `number` in the digits 0 to 9, A to Z, a to z.
package func base62(_ number: UInt32, digits: Int) -> [UInt8] {
    let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
    var rest = Int(number)
    var text: [UInt8] = []
    for _ in 0..<digits {
        text.append(alphabet[rest % 62])
        rest /= 62
    }
    return text.reversed()
}
