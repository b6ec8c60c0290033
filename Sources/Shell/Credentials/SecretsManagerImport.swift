import AWS
import Credentials

/// Takes secrets over from AWS Secrets Manager, under their names there: builds that ask for them find them here.
struct SecretsManagerImport {
    let context: CommandContext
    let consent: ConsentOptions

    /// Shows what could be taken over.
    func list() async throws {
        let client = try context.aws().secretsManager()
        let secrets = try await client.listSecrets()
        if secrets.isEmpty { return context.console.show("\(client.place) has no secrets") }
        var table = Table(["SECRET", "DESCRIPTION"])
        for secret in secrets {
            table.add([Untrusted.line(secret.name ?? secret.aRN ?? ""), Untrusted.line(secret.description ?? "")])
        }
        context.console.show(rows: table.lines(context.console.style))
        context.console.note("`credentials import secretsmanager NAME …` takes them over from \(client.place)")
    }

    /// Takes over all that are named, by name or ARN, or none of them.
    func take(_ ids: [String]) async throws {
        let client = try context.aws().secretsManager()
        var secrets: [Credential] = []
        for id in ids { secrets.append(try await credential(id, client)) }
        let noun = secrets.count == 1 ? "secret" : "\(secrets.count) secrets"
        try await context.confirm("Import \(noun) \(Self.labels(secrets)) from \(client.place)?", consent: consent)
        let taken = try await TakingOver(context: context, consent: consent).take(secrets)
        if !taken.known.isEmpty { context.console.note("the store has \(Self.labels(taken.known)) already") }
        if taken.new.isEmpty { return }
        context.console.show("imported \(Self.labels(taken.new)) from \(client.place)")
    }

    private static func labels(_ secrets: [Credential]) -> String {
        secrets.map { CredentialSummary($0).label }.joined(separator: ", ")
    }

    private func credential(_ id: String, _ client: SecretsManagerClient) async throws -> Credential {
        let found = try await client.getSecretValue(id)
        guard let text = found.secretString else {
            throw CommandFailure.failed(
                "Secret \(Untrusted.line(id)) holds bytes and no text, which builds could not use either.")
        }
        return Credential(
            kind: .secret, pattern: found.name ?? id, secret: Secret(text), created: context.now())
    }
}
