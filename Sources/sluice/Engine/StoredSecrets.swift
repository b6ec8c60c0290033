import ActionProviders
import AgentLink
import Credentials
import PipelineEngine

/// The credential store as the source of the secrets and parameters that builds ask for: its entries of the kind
/// `secret`, by their names. What it has none for is asked of AWS, where that is set up.
struct StoredSecrets {
    let store: CredentialStore
    /// The engine's own, which may name where the passphrase is.
    let environment: [String: String]
    let aws: AWSSecrets

    func value(of reference: SecretReference) async throws -> String? {
        if reference.isCurrent, let value = try await stored(reference) { return value }
        if let value = try await aws.value(of: reference) { return value }
        guard reference.isCurrent else {
            throw SecretRefusal("of secret \(reference.id) only the current version is kept here")
        }
        return nil
    }

    /// The agent gives out this one secret, or the words say what a person has to do.
    private func stored(_ reference: SecretReference) async throws -> String? {
        do {
            return try await ask(reference)
        } catch AgentError.locked {
            switch store.state {
            case .missing:
                try store.requireNothingLost()
                return nil
            case .unlocked: return try await ask(reference)
            case .locked:
                guard try await store.unlockFromSource(environment) else {
                    throw SecretRefusal("the credentials are locked: `credentials unlock`, then `retry`")
                }
                return try await ask(reference)
            }
        }
    }

    private func ask(_ reference: SecretReference) async throws -> String? {
        try await offPool { [agent = store.agent] in
            for name in reference.names {
                if let credential = try agent.secret(.secret, for: name) { return credential.secret.reveal() }
            }
            let expired = try agent.list().first { $0.kind == .secret && reference.names.contains($0.pattern) }
            guard let expired else { return nil }
            throw SecretRefusal("the secret has expired: `credentials rotate \(expired.pattern)`, then `retry`")
        }
    }
}

extension SecretReference {
    fileprivate var isCurrent: Bool { versionID == nil && (versionStage ?? "AWSCURRENT") == "AWSCURRENT" }

    /// What an entry for it may be called: as it is written, and for an ARN as its owner calls it, without the six
    /// characters that Secrets Manager puts behind a secret's name.
    fileprivate var names: [String] {
        let marker = service == .secretsManager ? ":secret:" : ":parameter"
        guard id.hasPrefix("arn:"), let start = id.firstRange(of: marker)?.upperBound else { return [id] }
        let name = String(id[start...])
        guard service == .secretsManager, name.count > 7, name.dropLast(6).last == "-" else { return [id, name] }
        return [id, String(name.dropLast(7)), name]
    }
}
