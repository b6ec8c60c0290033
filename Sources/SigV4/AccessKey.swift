/// What a request is signed with.
public struct AccessKey: Sendable, Hashable, Codable {
    /// The public half, such as `AKIDEXAMPLE`.
    public var id: String
    public var secret: String
    /// The token of temporary credentials.
    public var sessionToken: String?

    public init(id: String, secret: String, sessionToken: String? = nil) {
        self.id = id
        self.secret = secret
        self.sessionToken = sessionToken
    }
}
