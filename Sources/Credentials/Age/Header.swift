internal import Crypto

/// What stands before the payload of an age file: who can unwrap the file key, and a code that nobody changed it.
struct Header: Sendable, Hashable {
    static let version = "age-encryption.org/v1"
    static let footer = "---"
    static let codeLength = 32

    var stanzas: [Stanza]
    var code: [UInt8]

    init(stanzas: [Stanza], code: [UInt8]) {
        self.stanzas = stanzas
        self.code = code
    }

    /// A header authenticated with the file key that its stanzas wrap.
    init(stanzas: [Stanza], fileKey: SymmetricKey) {
        self.init(stanzas: stanzas, code: [])
        code = Array(HMAC<SHA256>.authenticationCode(for: authenticated, using: Self.key(fileKey)))
    }

    var bytes: [UInt8] {
        authenticated + Array(" \(Base64.encode(code, padded: false))\n".utf8)
    }

    func authenticate(with fileKey: SymmetricKey) throws(AgeError) {
        let key = Self.key(fileKey)
        guard HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: authenticated, using: key) else {
            throw .headerAuthentication
        }
    }

    /// The header up to and with the three dashes; a header has one spelling only, so this is also what was read.
    private var authenticated: [UInt8] {
        let lines = [Self.version] + stanzas.flatMap(\.lines) + [Self.footer]
        return Array(lines.joined(separator: "\n").utf8)
    }

    private static func key(_ fileKey: SymmetricKey) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(inputKeyMaterial: fileKey, info: Array("header".utf8), outputByteCount: 32)
    }
}
