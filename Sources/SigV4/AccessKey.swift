/// What a request is signed with. Prints without its secrets.
public struct AccessKey: Sendable, Hashable, Codable, CustomStringConvertible, CustomReflectable {
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

    public var description: String { "\(id) ••••" }
    /// What a dump of a value that holds a key shows of it.
    public var customMirror: Mirror { Mirror(self, children: ["id": id]) }
}
