import PipelineAPI

/// A client of AWS Systems Manager's parameters (API version 2014-11-06).
public struct SSMClient: Sendable {
    let connection: ServiceConnection

    public init(_ connection: ServiceConnection) { self.connection = connection }

    func call<Output: Decodable>(_ operation: String, _ input: some Encodable) async throws -> Output {
        try await connection.json(target: "AmazonSSM.\(operation)", capitalized: true, input)
    }
}

/// A parameter. Its value may be a secret, so it prints without it.
public struct SSMParameter: Decodable, Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    public var name: String
    /// `String`, `StringList` or `SecureString`.
    public var type: String?
    public var value: String
    public var version: Int?

    public var description: String { "\(name) ••••" }
    public var customMirror: Mirror { Mirror(self, children: ["name": name]) }
}
