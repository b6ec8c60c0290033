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
        let isMeant = words.contains(where: lowercased.contains) || hasWholeWord(name, lowercased)
        return isMeant && !otherThings.contains(where: lowercased.contains)
    }

    /// `pw` of `DB_PW`, `db-pw` and `dbPw`, and not of `pwnd`.
    private static func hasWholeWord(_ name: String, _ lowercased: String) -> Bool {
        guard wholeWords.contains(where: { lowercased.contains($0) }) else { return false }
        let parts = name.replacing(#/(?<small>[a-z0-9])(?<large>[A-Z])/#) { "\($0.small)_\($0.large)" }
        return !wholeWords.isDisjoint(with: parts.lowercased().split { !$0.isLetter })
    }
}
