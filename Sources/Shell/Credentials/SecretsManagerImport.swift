import AWS
import Credentials

/// Takes a secret over from AWS Secrets Manager, under its name there: builds that ask for it find it here.
struct SecretsManagerImport {
    let context: CommandContext
    /// The secret's name or ARN.
    let id: String
    let consent: ConsentOptions

    func run() async throws {
        let client = try context.aws().secretsManager()
        let credential = try await credential(client)
        let label = CredentialSummary(credential).label
        try await context.confirm("Import secret \(label) from \(client.place)?", consent: consent)
        let unlocking = try Unlocking(context: context)
        try await unlocking.unlock()
        try unlocking.store.agent.store(credential)
        context.console.show("imported \(label) from \(client.place)")
    }

    private func credential(_ client: SecretsManagerClient) async throws -> Credential {
        let found = try await client.getSecretValue(id)
        guard let text = found.secretString else {
            throw CommandFailure.failed(
                "Secret \(Untrusted.line(id)) holds bytes and no text, which builds could not use either.")
        }
        return Credential(
            kind: .secret, pattern: found.name ?? id, secret: Secret(text), created: context.now())
    }
}
