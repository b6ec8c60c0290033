/// A secret's name, without what it holds (Secrets Manager API, ListSecrets).
public struct SecretListEntry: Decodable, Sendable, Hashable {
    public var aRN: String?
    public var name: String?
    public var description: String?
}

extension SecretsManagerClient {
    /// Every secret of the account and region.
    public func listSecrets() async throws -> [SecretListEntry] {
        struct Input: Encodable { var nextToken: String? }
        struct Output: Decodable {
            var secretList: [SecretListEntry]?
            var nextToken: String?
        }
        return try await allPages { token in
            let output: Output = try await call("ListSecrets", Input(nextToken: token))
            return (output.secretList ?? [], output.nextToken)
        }
    }
}
