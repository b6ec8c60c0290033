/// Stands for a secret where the secret may not: equal for equal secrets.
///
/// A SHA-256: nobody finds a token from it, though a short password can be guessed and the guess confirmed.
public struct SecretDigest: Hashable, Sendable {
    let bytes: [UInt8]

    public init(of secret: [UInt8]) {
        bytes = sha256(secret)
    }
}
