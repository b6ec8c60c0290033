internal import Crypto

/// The secret half of an age key pair, `AGE-SECRET-KEY-1…`: it opens what was written for its recipient.
public struct X25519Identity: Sendable {
    private static let prefix = "age-secret-key-"
    private let key: Curve25519.KeyAgreement.PrivateKey

    /// A new identity.
    public init() {
        key = Curve25519.KeyAgreement.PrivateKey()
    }

    /// - Throws: `AgeError.key` if `text` is not spelled as an identity; the error never quotes it.
    public init(_ text: Secret) throws(AgeError) {
        let text = text.reveal()
        let (prefix, bytes) = try Bech32.decode(text)
        guard prefix == Self.prefix, text == text.uppercased() else {
            throw .key("it does not begin with 'AGE-SECRET-KEY-1'")
        }
        guard let key = try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: bytes) else {
            throw .key("its length is wrong")
        }
        self.key = key
    }

    public var recipient: AgeRecipient { .key(publicKey) }

    private var publicKey: X25519Recipient { X25519Recipient(bytes: Array(key.publicKey.rawRepresentation)) }

    /// `AGE-SECRET-KEY-1…`, as an identity file has it.
    public var text: Secret {
        Secret(Bech32.encode(Array(key.rawRepresentation), prefix: Self.prefix).uppercased())
    }

    func unwrap(_ stanzas: [Stanza]) throws(AgeError) -> SymmetricKey? {
        for stanza in stanzas where stanza.type == X25519Recipient.stanzaType {
            if let fileKey = try unwrap(stanza) { return fileKey }
        }
        return nil
    }

    private func unwrap(_ stanza: Stanza) throws(AgeError) -> SymmetricKey? {
        guard stanza.arguments.count == 1 else { throw .header("a stanza X25519 must have one argument") }
        let share = try stanza.bytes(ofArgument: 0, count: X25519Recipient.keyLength)
        try FileKey.requireLength(of: stanza)
        let recipient = publicKey.bytes
        guard let key = X25519Recipient.wrappingKey(key, with: share, share: share, recipient: recipient) else {
            throw .header("the share of a stanza X25519 is a point of low order")
        }
        return try FileKey.unwrap(stanza, with: key)
    }
}

extension X25519Identity: CustomStringConvertible, CustomReflectable {
    /// The public half: enough to tell identities apart.
    public var description: String { "identity of \(recipient)" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
