/// A client of AWS Secrets Manager (API version 2017-10-17).
public struct SecretsManagerClient: Sendable {
    let connection: ServiceConnection

    /// Where it is, for people.
    public var place: String {
        "AWS Secrets Manager in \(connection.region)"
            + (connection.isEndpointConfigured ? " at \(connection.endpoint.hostHeader)" : "")
    }

    public init(_ connection: ServiceConnection) { self.connection = connection }

    func call<Output: Decodable>(_ operation: String, _ input: some Encodable) async throws -> Output {
        try await connection.json(target: "secretsmanager.\(operation)", capitalized: true, input)
    }
}
