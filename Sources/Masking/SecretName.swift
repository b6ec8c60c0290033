/// What the name of a value tells of it.
public enum SecretName {
    private static let words = ["pass", "pwd", "secret", "token", "key", "credential", "auth"]

    /// Of these only the whole word counts: they stand in too many others.
    private static let wholeWords: Set<Substring> = ["pw", "pin", "dsn"]

    /// With one of these a name says something about the secret, not the secret: `token_type`, `secretName`.
    public static let otherThings = [
        "type", "name", "url", "uri", "path", "file", "field", "label", "hash", "length", "count", "expir", "arn",
        "endpoint", "version", "policy", "hint", "prefix", "regex", "pattern", "format", "public", "digest", "checksum",
        "_id", "-id", "id_", "izer", "reset", "confirm",
    ]

    /// Whether what is called so is a secret.
    static func tells(_ name: String) -> Bool {
        let lowercased = name.lowercased()
        guard words.contains(where: lowercased.contains) || !wholeWords.isDisjoint(with: wordsOf(name)) else {
            return false
        }
        return !otherThings.contains(where: lowercased.contains)
    }

    /// `db`, `pw` of `DB_PW`, `db-pw` and `dbPw`.
    private static func wordsOf(_ name: String) -> [Substring] {
        name.replacing(#/(?<small>[a-z0-9])(?<large>[A-Z])/#) { "\($0.small)_\($0.large)" }.lowercased()
            .split { !$0.isLetter }
    }
}
