/// What tells one entry of the vault from the others.
public struct CredentialKey: Sendable, Hashable, Codable {
    public var kind: Credential.Kind
    public var pattern: String
    public var username: String?
    /// Whether the secret is sent under a scheme of its own: such an entry stands beside the password of the same user.
    public var hasAuthtype: Bool

    public init(kind: Credential.Kind, pattern: String, username: String?, hasAuthtype: Bool = false) {
        self.kind = kind
        self.pattern = pattern
        self.username = username
        self.hasAuthtype = hasAuthtype
    }
}

extension Credential {
    public var key: CredentialKey {
        CredentialKey(kind: kind, pattern: pattern, username: username, hasAuthtype: authtype != nil)
    }

    /// Whether the two are the same entry, with perhaps another secret: the newer replaces the older.
    public func replaces(_ other: Credential) -> Bool { key == other.key }
}
