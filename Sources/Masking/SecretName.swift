/// What the name of a value tells of it.
public enum SecretName {
    private static let words = ["pass", "pwd", "secret", "token", "key", "credential", "auth"]

    /// With one of these a name says something about the secret, not the secret: `token_type`, `secretName`.
    public static let otherThings = [
        "type", "name", "url", "uri", "path", "file", "field", "label", "hash", "length", "count", "expir", "arn",
        "endpoint", "version", "policy", "hint", "prefix", "regex", "pattern", "format", "public", "digest", "checksum",
        "_id", "-id", "id_", "izer", "reset", "confirm",
    ]

    /// Whether what is called so is a secret.
    static func tells(_ name: String) -> Bool {
        let name = name.lowercased()
        return words.contains(where: name.contains) && !otherThings.contains(where: name.contains)
    }
}
