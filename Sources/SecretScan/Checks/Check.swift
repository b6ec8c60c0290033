import Masking

/// What a candidate has to pass besides its shape.
enum Check: Sendable {
    /// The shape says enough.
    case none
    /// Anything but a placeholder.
    case real
    /// At least so many bits a byte, by the frequencies of its bytes.
    case entropy(Double)
    /// The last six characters are the checksum of those before, after a prefix of four.
    case githubChecksum
    /// The first part of a JSON Web Token is a header.
    case webTokenHeader
    /// What decodes from base64 is `user:password`.
    case basicAuthorization
    /// The last word, after a login's, is a password as the others are.
    case lastWord
    /// Looks made by a machine, or like a password; not like a word of the program.
    case generic(entropy: Double, length: Int)

    /// Whether `secret` is one, and not something that stands in its place.
    func accepts(_ secret: [UInt8]) -> Bool {
        if case .none = self { return true }
        if case .lastWord = self { return Check.generic(entropy: 2.75, length: 8).accepts(lastWord(secret)) }
        return hasLooks(secret) && !isPlaceholder(secret)
    }

    private func lastWord(_ text: [UInt8]) -> [UInt8] {
        Array(text.reversed().prefix { !ByteSet.whitespace.contains($0) }.reversed())
    }

    private func hasLooks(_ secret: [UInt8]) -> Bool {
        switch self {
        case .none, .real, .lastWord: true
        case .entropy(let bits): secret.entropy >= bits
        case .githubChecksum: hasGitHubChecksum(secret)
        case .webTokenHeader: hasWebTokenHeader(secret)
        case .basicAuthorization: isBasicAuthorization(secret)
        case .generic(let entropy, let length): isGenericSecret(secret, entropy: entropy, length: length)
        }
    }
}
