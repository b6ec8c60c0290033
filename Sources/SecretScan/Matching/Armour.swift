import Masking

extension SecretRule {
    /// A private key of any kind in PEM's armour (RFC 7468, RFC 4716's older forms, OpenPGP's), also when a program's
    /// string holds it with escaped line ends or on several quoted lines.
    func privateKey(in bytes: Span<UInt8>, from begin: Range<Int>) -> Candidate? {
        let labelEnd = bytes.endOfRun(of: ByteSet.uppercase.union(" "), from: begin.upperBound, limit: 64)
        let label = String(decoding: bytes.array(begin.upperBound..<labelEnd), as: UTF8.self)
        guard label.hasSuffix("PRIVATE KEY") || label.hasSuffix("PRIVATE KEY BLOCK"),
            bytes.hasText(Self.dashes, at: labelEnd)
        else { return nil }
        let bodyStart = labelEnd + Self.dashes.count
        let bodyEnd = Self.bodyEnd(in: bytes, from: bodyStart)
        let body = bytes.array(bodyStart..<bodyEnd).filter(ByteSet.base64.contains)
        guard body.count >= 48, body.entropy >= 4.4 else { return nil }
        return Candidate(
            begin.lowerBound..<Self.footerEnd(in: bytes, from: bodyEnd), showing: begin.lowerBound..<bodyStart)
    }

    private static let dashes = Array("-----".utf8)
    private static let longestBody = 12 * 1024
    private static let bodyBytes = ByteSet.base64.union(" \t\r\n\\\"'`=+,:-()")

    private static func bodyEnd(in bytes: Span<UInt8>, from start: Int) -> Int {
        let stop = min(bytes.count, start + longestBody)
        var end = start
        while end < stop, bodyBytes.contains(bytes[end]), !bytes.hasText(dashes, at: end) { end += 1 }
        return end
    }

    private static func footerEnd(in bytes: Span<UInt8>, from start: Int) -> Int {
        guard bytes.hasText(Array("-----END ".utf8), at: start) else { return start }
        let labelEnd = bytes.endOfRun(of: ByteSet.uppercase.union(" "), from: start + 9, limit: 64)
        return bytes.hasText(dashes, at: labelEnd) ? labelEnd + dashes.count : labelEnd
    }
}
