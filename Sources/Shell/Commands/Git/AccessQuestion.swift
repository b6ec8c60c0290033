import Credentials
import Git

/// Asks the person for what may open a remote.
struct AccessQuestion {
    let context: CommandContext
    let place: GitPlace
    let guide: HostGuide
    let stored: StoredAccess
    /// Whether the host's other repositories are to be told from this one.
    let usesPath: Bool
    /// Users whose credential the store has, and which was not tried yet.
    private var untried: [CredentialSummary]

    init(_ context: CommandContext, _ place: GitPlace, _ guide: HostGuide, _ stored: StoredAccess, usesPath: Bool) {
        (self.context, self.place, self.guide, self.stored) = (context, place, guide, stored)
        (self.usesPath, untried) = (usesPath, stored.others)
    }

    /// What the person types, or what the store has for the user whom they name.
    ///
    /// - Throws: `CommandFailure.interrupted` where they break off.
    mutating func credential(in store: CredentialStore) async throws -> Credential {
        let user = try await user()
        if let index = untried.firstIndex(where: { $0.username == user }),
            let entry = try store.agent.entry(untried.remove(at: index).key)
        {
            return entry
        }
        let whose = place.user.map { " of \(Untrusted.line($0))" } ?? ""
        let secret = await context.console.readSecret("\(guide.secretName)\(whose): ")
        guard let secret, !secret.isEmpty else { throw CommandFailure.interrupted("Nothing was done.") }
        return Credential(
            kind: .git, pattern: usesPath ? place.pattern : place.hostPattern, username: user, secret: secret,
            created: context.now())
    }

    private func user() async throws -> String {
        if let user = place.user ?? (untried.isEmpty ? guide.user : nil) { return user }
        if !untried.isEmpty {
            let names = untried.compactMap(\.username).map(Untrusted.line).joined(separator: ", ")
            context.console.note("Your store also has one of \(names).")
        }
        return try await context.console.askForName(
            "User name", usual: untried.first?.username ?? guide.user ?? stored.tried?.username)
    }
}
