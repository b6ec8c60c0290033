public import Foundation

/// A change of an entry; what is `nil` stays as it is.
public struct CredentialEdit: Sendable {
    public var username: String?
    public var note: String?
    public var expires: Date?
    /// Takes the expiry away.
    public var neverExpires = false
    /// The new secret. The refresh token of the old one goes with it.
    public var secret: Secret?

    public init(
        username: String? = nil, note: String? = nil, expires: Date? = nil, neverExpires: Bool = false,
        secret: Secret? = nil
    ) {
        self.username = username
        self.note = note
        self.expires = expires
        self.neverExpires = neverExpires
        self.secret = secret
    }

    public func applied(to credential: Credential, now: Date) -> Credential {
        var edited = credential
        edited.username = username ?? credential.username
        edited.note = note.map { $0.isEmpty ? nil : $0 } ?? credential.note
        edited.expires = neverExpires ? nil : expires ?? credential.expires
        if let secret {
            (edited.secret, edited.refreshToken, edited.created, edited.lastUsed) = (secret, nil, now, nil)
        }
        return edited
    }
}

/// On its way to the agent.
extension CredentialEdit: Codable {
    private enum CodingKeys: CodingKey {
        case username, note, expires, neverExpires, secret
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        username = try values.decodeIfPresent(String.self, forKey: .username)
        note = try values.decodeIfPresent(String.self, forKey: .note)
        expires = try values.decodeIfPresent(Date.self, forKey: .expires)
        neverExpires = try values.decode(Bool.self, forKey: .neverExpires)
        secret = try values.decodeIfPresent(String.self, forKey: .secret).map { Secret($0) }
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encodeIfPresent(username, forKey: .username)
        try values.encodeIfPresent(note, forKey: .note)
        try values.encodeIfPresent(expires, forKey: .expires)
        try values.encode(neverExpires, forKey: .neverExpires)
        try values.encodeIfPresent(secret?.reveal(), forKey: .secret)
    }
}
