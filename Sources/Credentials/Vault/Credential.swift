public import Foundation

/// One entry of the vault: a secret, what it is for, and what is known of it.
public struct Credential: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case git, aws, secret, sshPassphrase
    }

    public var kind: Kind
    /// What it is for: a URL such as `https://github.com` for git, else the name of a service, profile, secret or key.
    public var pattern: String
    /// `nil` where there is none; git tells that from an empty name.
    public var username: String?
    public var secret: Secret
    /// git's scheme of authentication, such as `Bearer`, under which `secret` is sent as it is; `nil` for a password.
    public var authtype: String?
    public var expires: Date?
    /// The OAuth token that a new secret can be had for.
    public var refreshToken: Secret?
    public var created: Date
    public var lastUsed: Date?
    public var note: String?

    public init(
        kind: Kind, pattern: String, username: String? = nil, secret: Secret, authtype: String? = nil,
        expires: Date? = nil, refreshToken: Secret? = nil, created: Date, lastUsed: Date? = nil, note: String? = nil
    ) {
        self.kind = kind
        self.pattern = pattern
        self.username = username
        self.secret = secret
        self.authtype = authtype
        self.expires = expires
        self.refreshToken = refreshToken
        self.created = created
        self.lastUsed = lastUsed
        self.note = note
    }

    public func isExpired(at now: Date) -> Bool {
        expires.map { $0 <= now } ?? false
    }
}
