extension SecretRule {
    /// The password of `scheme://user:password@host`, whose scheme's `://` is the end of `scheme`.
    func password(in bytes: Span<UInt8>, afterScheme scheme: Range<Int>) -> Range<Int>? {
        let userEnd = bytes.endOfRun(of: Self.userBytes, from: scheme.upperBound, limit: 100)
        guard userEnd < bytes.count, bytes[userEnd] == UInt8(ascii: ":") else { return nil }
        let start = userEnd + 1
        let end = bytes.endOfRun(of: Self.passwordBytes, from: start, limit: 256)
        guard end - start >= 5, end + 1 < bytes.count, bytes[end] == UInt8(ascii: "@"),
            ByteSet.alphanumeric.union("[").contains(bytes[end + 1])
        else { return nil }
        let user = bytes.array(scheme.upperBound..<userEnd)
        let password = bytes.array(start..<end)
        return password == user || isDummyPassword(password) ? nil : start..<end
    }

    private static let userBytes = ByteSet(" \t\r\n\"'`<>\\/:@{}()[],;|").inverted
    private static let passwordBytes = ByteSet(" \t\r\n\"'`<>\\/@").inverted
}
