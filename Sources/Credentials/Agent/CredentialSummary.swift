public import Foundation

/// What may be shown of a credential: everything but its secrets.
public struct CredentialSummary: Sendable, Hashable, Codable {
    public var kind: Credential.Kind
    public var pattern: String
    public var username: String?
    public var authtype: String?
    public var expires: Date?
    public var hasRefreshToken: Bool
    public var created: Date
    public var lastUsed: Date?
    public var note: String?

    public init(_ credential: Credential) {
        kind = credential.kind
        pattern = credential.pattern
        username = credential.username
        authtype = credential.authtype
        expires = credential.expires
        hasRefreshToken = credential.refreshToken != nil
        created = credential.created
        lastUsed = credential.lastUsed
        note = credential.note
    }

    public var key: CredentialKey {
        CredentialKey(kind: kind, pattern: pattern, username: username, hasAuthtype: authtype != nil)
    }

    public func isExpired(at now: Date) -> Bool {
        expires.map { $0 <= now } ?? false
    }
}
