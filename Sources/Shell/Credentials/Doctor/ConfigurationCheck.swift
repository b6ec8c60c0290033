import Credentials
import Foundation
import Git

/// Looks through git's configuration, of the user and of the repository at hand, for secrets and for what writes them down.
struct ConfigurationCheck {
    let context: CommandContext

    func ailments() async throws -> [Ailment] {
        let directory = (try? await context.repository().workTree) ?? context.workspace.directory
        let entries = try await context.git.configuration(in: directory)
        return entries.compactMap { entry in
            ailment(
                entry, isAlone: entries.filter { $0.key == entry.key && $0.file == entry.file }.count == 1, directory)
        }
    }

    private func ailment(_ entry: ConfigurationEntry, isAlone: Bool, _ directory: URL) -> Ailment? {
        let place = Untrusted.line(entry.file?.standardizedFileURL.path ?? entry.scope)
        let name = Untrusted.line(RemoteURL.redacted(entry.key))
        if let embedded = EmbeddedCredential(entry.value, now: context.now()) {
            let text = "\(place): a token stands in \(name)"
            guard isAlone, entry.key.hasSuffix("url") else {
                return Ailment(text: text + "; take it out with an editor")
            }
            return Ailment(text: text, remedy: move(embedded, out: entry, directory))
        }
        if RemoteURL.redacted(entry.key) != entry.key {
            return Ailment(text: "\(place): a token stands in the name of \(name); take it out with an editor")
        }
        if entry.key.hasSuffix(".extraheader"), entry.value.lowercased().hasPrefix("authorization:") {
            return Ailment(text: "\(place): a token stands in \(name); take it out with an editor")
        }
        if entry.key.hasPrefix("credential."), entry.key.hasSuffix("helper"), Self.isStore(entry.value) {
            return Ailment(
                text: "\(place): \(name) = \(Untrusted.line(entry.value)) writes passwords down in plain text",
                remedy: remove(entry, directory))
        }
        return nil
    }

    private static func isStore(_ helper: String) -> Bool {
        let word = helper.split(separator: " ").first.map(String.init) ?? ""
        return word == "store" || word.hasSuffix("git-credential-store")
    }

    private func move(_ embedded: EmbeddedCredential, out entry: ConfigurationEntry, _ directory: URL) -> Ailment.Remedy
    {
        let label = CredentialSummary(embedded.credential).label
        return Ailment.Remedy(question: "Move it into the credential store, for \(label)?") {
            let unlocking = try Unlocking(context: context)
            try await unlocking.unlock()
            try unlocking.store.agent.store(embedded.credential)
            try await context.git.replace(entry, with: embedded.url.withoutCredentials, in: directory)
            return "moved: the URL is \(embedded.url) now · it was written down, so `credentials rotate` it"
        }
    }

    private func remove(_ entry: ConfigurationEntry, _ directory: URL) -> Ailment.Remedy {
        Ailment.Remedy(question: "Remove that helper? What it has written down stays, for `credentials import git`.") {
            try await context.git.remove(entry, in: directory)
            return "removed"
        }
    }
}
