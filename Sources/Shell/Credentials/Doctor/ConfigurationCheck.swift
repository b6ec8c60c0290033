import Credentials
import Foundation
import Git

/// Looks through git's configuration, of the user and of the repository at hand, for secrets and for what writes them down.
struct ConfigurationCheck {
    let context: CommandContext
    /// What becomes of a token if the store has another secret for the same.
    let settle: (Credential) async -> Settlement

    func ailments() async throws -> [Ailment] { try await ailments { _ in true } }

    /// What puts a secret into these URLs of a remote.
    func ailments(of remote: String, in urls: [RemoteURL]) async throws -> [Ailment] {
        try await ailments { entry in
            if ["remote.\(remote).url", "remote.\(remote).pushurl"].contains(entry.key) { return true }
            guard entry.key.hasPrefix("url."), let base = entry.subsection.flatMap({ try? RemoteURL($0) }) else {
                return false
            }
            let place = base.withoutCredentials
            return base.embeddedCredential && urls.contains { $0.withoutCredentials.hasPrefix(place) }
        }
    }

    private func ailments(where isMeant: (ConfigurationEntry) -> Bool) async throws -> [Ailment] {
        let directory = (try? await context.repository().workTree) ?? context.workspace.directory
        let entries = try await context.git.configuration(in: directory)
        return entries.filter(isMeant).compactMap { entry in
            let others = entries.filter { $0.key == entry.key && $0.file == entry.file }
            return ailment(entry, among: others, directory)
        }
    }

    /// - Parameter values: all that the key has in the entry's file.
    private func ailment(
        _ entry: ConfigurationEntry, among values: [ConfigurationEntry], _ directory: URL
    ) -> Ailment? {
        let place = Untrusted.line(entry.file?.standardizedFileURL.path ?? entry.scope)
        let name = Untrusted.line(entry.redactedKey)
        func token(in words: String, _ remedy: Ailment.Remedy?, keeping: String? = nil) -> Ailment {
            let advice = "; \(keeping.map { $0 + ", then " } ?? "")take it out with an editor"
            return Ailment(text: "\(place): a token stands in \(words)\(remedy == nil ? advice : "")", remedy: remedy)
        }
        // First of all: whatever else is to be changed is named to git by its key.
        if entry.redactedKey != entry.key {
            return token(in: "the name of \(name)", moveOutOfName(entry, directory))
        }
        if EmbeddedCredential(entry.value, now: context.now()) != nil || Self.isURLWithSecret(entry) {
            return token(in: name, moveOutOfValue(entry, among: values, directory))
        }
        if HeaderCredential.isIn(entry) {
            let isAlone = values.filter(HeaderCredential.isIn).count == 1
            return token(
                in: name, isAlone ? moveOutOfHeader(entry, directory) : nil, keeping: HeaderCredential.advice(on: entry)
            )
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

    private static func isURL(_ entry: ConfigurationEntry) -> Bool {
        ["url", "insteadof"].contains(where: entry.key.hasSuffix)
    }

    private static func isURLWithSecret(_ entry: ConfigurationEntry) -> Bool {
        isURL(entry) && (try? RemoteURL(entry.value))?.embeddedCredential == true
    }

    /// `nil` for what is no URL to git or stands in no file, and for two values that differ in nothing but their secrets.
    private func moveOutOfValue(
        _ entry: ConfigurationEntry, among values: [ConfigurationEntry], _ directory: URL
    ) -> Ailment.Remedy? {
        guard let embedded = EmbeddedCredential(entry.value, now: context.now()), let pattern = entry.placePattern,
            entry.file != nil, Self.isURL(entry), values.filter({ $0.placePattern == pattern }).count == 1
        else { return nil }
        return move(embedded.credential) {
            try await context.git.replace(entry, with: embedded.url, in: directory)
            return "the URL is \(embedded.url) now"
        }
    }

    private func moveOutOfName(_ entry: ConfigurationEntry, _ directory: URL) -> Ailment.Remedy? {
        guard let file = entry.file, let name = entry.subsection,
            let embedded = EmbeddedCredential(name, now: context.now())
        else { return nil }
        return move(embedded.credential) {
            let isRenamed = try ConfigurationFile(file).renameSubsection(name, to: embedded.url.withoutCredentials)
            // Another entry of the section may have had it renamed.
            if !isRenamed, try await isNamed(name, file, directory) {
                throw CommandFailure.failed("It is written in a way of its own there: take it out with an editor.")
            }
            return "the section is for \(embedded.url) now"
        }
    }

    private func isNamed(_ name: String, _ file: URL, _ directory: URL) async throws -> Bool {
        try await context.git.configuration(in: directory).contains { $0.file == file && $0.subsection == name }
    }

    private func moveOutOfHeader(_ entry: ConfigurationEntry, _ directory: URL) -> Ailment.Remedy? {
        guard let header = HeaderCredential(entry, now: context.now()) else { return nil }
        return move(header.credential) {
            try await context.git.removeValues(likeThatOf: entry, fitting: HeaderCredential.pattern, in: directory)
            return "git asks for it where it needs it"
        }
    }

    /// Into the store first: it must never be in neither place.
    ///
    /// - Parameter takeOut: answers what is there now.
    private func move(
        _ credential: Credential, takeOut: @escaping () async throws -> String
    ) -> Ailment.Remedy {
        Ailment.Remedy(question: "Move it into the credential store, for \(CredentialSummary(credential).label)?") {
            let unlocking = try Unlocking(context: context)
            try await unlocking.unlock()
            if try !unlocking.store.agent.add(credential) {
                switch await settle(credential) {
                case .leave: return nil
                case .keepStored: return "taken out: \(try await takeOut()) · it was written down, so revoke it"
                case .replace: try unlocking.store.agent.store(credential)
                }
            }
            return "moved: \(try await takeOut()) · it was written down, so `credentials rotate` it"
        }
    }

    private func remove(_ entry: ConfigurationEntry, _ directory: URL) -> Ailment.Remedy {
        Ailment.Remedy(question: "Remove that helper? What it has written down stays, for `credentials import git`.") {
            try await context.git.remove(entry, in: directory)
            return "removed"
        }
    }
}

extension ConfigurationEntry {
    /// The key without a secret that stands in its section's name.
    var redactedKey: String { subsection.map { key.replacing($0, with: RemoteURL.redacted($0)) } ?? key }
}
