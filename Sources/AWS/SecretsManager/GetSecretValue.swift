public import Foundation

/// What a secret holds (Secrets Manager API, GetSecretValue). Prints without it.
public struct SecretValue: Decodable, Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    public var aRN: String?
    public var name: String?
    public var versionId: String?
    /// The value of a secret that was stored as text.
    public var secretString: String?
    /// That of one stored as bytes.
    public var secretBinary: Data?

    public var description: String { "\(name ?? "a secret") ••••" }
    public var customMirror: Mirror { Mirror(self, children: ["name": name ?? ""]) }
}

extension SecretsManagerClient {
    /// - Parameters:
    ///   - id: the secret's name or ARN.
    ///   - stage: `AWSCURRENT` unless another is named; not together with `version`.
    public func getSecretValue(
        _ id: String, stage: String? = nil, version: String? = nil
    ) async throws -> SecretValue {
        struct Input: Encodable {
            var secretId: String
            var versionStage: String?
            var versionId: String?
        }
        return try await call("GetSecretValue", Input(secretId: id, versionStage: stage, versionId: version))
    }
}
