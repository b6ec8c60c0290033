import ArgumentParser
import Credentials
import Foundation

/// `credentials edit`: what is said about a secret, not the secret.
struct EditCredential: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Change the user, the note or the expiry of a credential.",
        discussion: "`credentials rotate` changes the secret. Example: credentials edit github --expires 90d")

    @OptionGroup var entry: EntryArgument
    @OptionGroup var about: AboutArguments

    @Option(help: ArgumentHelp("Another user name.", valueName: "user"))
    var newUser: String?

    func validate() throws {
        if newUser == nil, about.expires == nil, about.note == nil {
            throw ValidationError("nothing to change: give --new-user, --note or --expires")
        }
    }

    func run(in context: CommandContext) async throws {
        let unlocking = try Unlocking(context: context)
        try await unlocking.unlock()
        let found = try entry.find(in: unlocking.store.agent.list())
        try UserName.check(newUser, of: found.kind, for: found.pattern)
        let edit = CredentialEdit(username: newUser, about, now: context.now())
        try unlocking.store.agent.edit(found.key, edit)
        context.console.show("changed \(found.label)")
    }
}

/// `credentials rotate`.
struct RotateCredential: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate", abstract: "Put a new secret in the place of the old one.",
        discussion: "Make the new one at the host first, and revoke the old one there afterwards.")

    @OptionGroup var entry: EntryArgument
    @OptionGroup var about: AboutArguments
    @OptionGroup var input: SecretInput

    func run(in context: CommandContext) async throws {
        let unlocking = try Unlocking(context: context)
        try await unlocking.unlock()
        let found = try entry.find(in: unlocking.store.agent.list())
        let guide = found.kind == .git ? HostGuide(pattern: found.pattern) : nil
        if let guide, !input.stdin { context.console.note(guide.advice) }
        var edit = CredentialEdit(username: nil, about, now: context.now())
        edit.secret = try await input.read("New \(guide?.secretName.lowercased() ?? "secret"): ", context)
        // The old one's expiry says nothing of the new one.
        edit.neverExpires = about.expires == nil || edit.neverExpires
        try unlocking.store.agent.edit(found.key, edit)
        context.console.show("rotated \(found.label) · revoke the old one where it came from")
    }
}

extension CredentialEdit {
    fileprivate init(username: String?, _ about: AboutArguments, now: Date) {
        self.init(
            username: username, note: about.note, expires: about.expires?.date(from: now),
            neverExpires: about.expires == .never)
    }
}
