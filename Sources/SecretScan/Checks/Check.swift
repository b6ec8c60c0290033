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
    /// Looks made by a machine, or like a password; not like a word of the program.
    case generic(entropy: Double, length: Int)

    /// Whether `secret` is one, and not something that stands in its place.
    func accepts(_ secret: [UInt8]) -> Bool {
        if case .none = self { return true }
        return hasLooks(secret) && !isPlaceholder(secret)
    }

    private func hasLooks(_ secret: [UInt8]) -> Bool {
        switch self {
        case .none, .real: true
        case .entropy(let bits): secret.entropy >= bits
        case .githubChecksum: hasGitHubChecksum(secret)
        case .webTokenHeader: hasWebTokenHeader(secret)
        case .basicAuthorization: isBasicAuthorization(secret)
        case .generic(let entropy, let length): isGenericSecret(secret, entropy: entropy, length: length)
        }
    }
}
