internal import Crypto

/// The public half of an age key pair, `age1…`: who has it can write files for its owner.
public struct X25519Recipient: Sendable, Hashable, CustomStringConvertible {
    static let stanzaType = "X25519"
    static let prefix = "age"
    static let keyLength = 32

    let bytes: [UInt8]

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// - Throws: `AgeError.key` if `text` is not spelled as a recipient.
    public init(_ text: String) throws(AgeError) {
        let (prefix, bytes) = try Bech32.decode(text)
        guard prefix == Self.prefix, text == text.lowercased() else { throw .key("it does not begin with 'age1'") }
        guard bytes.count == Self.keyLength else { throw .key("its length is wrong") }
        self.init(bytes: bytes)
    }

    public var description: String { Bech32.encode(bytes, prefix: Self.prefix) }

    func wrap(_ fileKey: SymmetricKey) throws(AgeError) -> Stanza {
        let ephemeral = Curve25519.KeyAgreement.PrivateKey()
        let share = Array(ephemeral.publicKey.rawRepresentation)
        guard let key = Self.wrappingKey(ephemeral, with: bytes, share: share, recipient: bytes) else {
            throw .key("it is a point of low order")
        }
        return Stanza(
            type: Self.stanzaType, arguments: [Base64.encode(share, padded: false)],
            body: try FileKey.wrap(fileKey, with: key))
    }

    /// Answers `nil` if the agreement is the all-zero secret, which the format forbids.
    static func wrappingKey(
        _ own: Curve25519.KeyAgreement.PrivateKey, with other: [UInt8], share: [UInt8], recipient: [UInt8]
    ) -> SymmetricKey? {
        guard let other = try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: other),
            let secret = try? own.sharedSecretFromKeyAgreement(with: other),
            !secret.withUnsafeBytes({ $0.allSatisfy { $0 == 0 } })
        else { return nil }
        return secret.hkdfDerivedSymmetricKey(
            using: SHA256.self, salt: share + recipient, sharedInfo: Array("age-encryption.org/v1/X25519".utf8),
            outputByteCount: 32)
    }
}
