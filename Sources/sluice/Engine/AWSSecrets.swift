import AWS
import ActionProviders
import Credentials
import PipelineAPI

/// Secrets Manager and Parameter Store as the second source of what builds ask for: only where somebody has said at which
/// address they are (`AWS_ENDPOINT_URL…`, `endpoint_url`); without that nothing leaves this machine.
struct AWSSecrets {
    /// The engine's own.
    let environment: [String: String]
    /// Where AWS's settings name none.
    let usualRegion: String
    let store: CredentialStore

    /// `nil` if there is no such secret, or nowhere to ask.
    func value(of reference: SecretReference) async throws -> String? {
        let configuration = try AWSConfiguration(environment: environment)
        guard configuration.hasConfiguredEndpoint(reference.awsService) else { return nil }
        let session = try AWSSession(
            environment: environment, region: reference.region ?? configuration.region ?? usualRegion,
            store: store.awsKeys(environment))
        switch reference.service {
        case .parameterStore: return try await session.ssm().getParameter(reference.id, decrypting: true)?.value
        case .secretsManager: return try await secret(reference, session.secretsManager())
        }
    }

    private func secret(_ reference: SecretReference, _ client: SecretsManagerClient) async throws -> String? {
        do {
            return try await client.getSecretValue(
                reference.id, stage: reference.versionStage, version: reference.versionID
            ).secretString
        } catch ClientError.service(let error) where error.code == "ResourceNotFoundException" {
            return nil
        }
    }
}

extension SecretReference {
    fileprivate var awsService: AWSService {
        switch service {
        case .parameterStore: .ssm
        case .secretsManager: .secretsManager
        }
    }

    /// The region of an ARN: arn:partition:service:region:account:…
    fileprivate var region: String? {
        guard id.hasPrefix("arn:") else { return nil }
        let fields = id.split(separator: ":", omittingEmptySubsequences: false)
        return fields.count > 3 && !fields[3].isEmpty ? String(fields[3]) : nil
    }
}
