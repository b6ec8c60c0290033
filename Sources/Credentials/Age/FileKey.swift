internal import Crypto

/// The 16 random bytes that a file's other keys come from, wrapped once for each recipient.
enum FileKey {
    static let length = 16
    static let wrappedLength = length + 16

    static func random() -> SymmetricKey {
        SymmetricKey(size: .bits128)
    }

    /// Each wrapping key is used once, so the nonce may be zero (age-encryption.org/v1, "Recipient stanza").
    static func wrap(_ fileKey: SymmetricKey, with key: SymmetricKey) throws(AgeError) -> [UInt8] {
        do {
            let content = fileKey.withUnsafeBytes { Array($0) }
            let box = try ChaChaPoly.seal(content, using: key, nonce: zeroNonce())
            return Array(box.ciphertext + box.tag)
        } catch { throw .header("the file key can't be wrapped") }
    }

    /// Answers `nil` if `key` is not the one that wrapped it.
    static func unwrap(_ stanza: Stanza, with key: SymmetricKey) throws(AgeError) -> SymmetricKey? {
        try requireLength(of: stanza)
        do {
            let box = try ChaChaPoly.SealedBox(
                nonce: zeroNonce(), ciphertext: stanza.body.prefix(length), tag: stanza.body.dropFirst(length))
            return SymmetricKey(data: try ChaChaPoly.open(box, using: key))
        } catch { return nil }
    }

    /// A longer file key could be made to open under two keys, with two contents.
    static func requireLength(of stanza: Stanza) throws(AgeError) {
        guard stanza.body.count == wrappedLength else {
            throw .header("the body of a stanza \(stanza.type) is not \(wrappedLength) bytes")
        }
    }

    private static func zeroNonce() throws -> ChaChaPoly.Nonce {
        try ChaChaPoly.Nonce(data: [UInt8](repeating: 0, count: 12))
    }
}
