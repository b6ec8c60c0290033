import ArgumentParser
import Credentials
import Foundation
import Git

/// `credentials add`.
struct AddCredential: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Keep a token, a password or a key.",
        discussion: """
            For git it is for a URL such as https://github.com; for the others for a name: that of an AWS profile, of a \
            secret, of an SSH key. The secret is asked for and not shown. Example: credentials add https://github.com
            """)

    @Argument(help: ArgumentHelp("What it is for.", valueName: "url or name"))
    var pattern: String

    @Option(help: ArgumentHelp("The user name, or the id of an AWS key.", valueName: "user"))
    var user: String?

    @Option(help: "git, aws, secret or ssh-passphrase; git for a URL, else secret.")
    var kind: Credential.Kind?

    @OptionGroup var about: AboutArguments
    @OptionGroup var input: SecretInput
    @OptionGroup var consent: ConsentOptions

    private static let longestName = 256

    func validate() throws {
        guard !pattern.allSatisfy(\.isWhitespace), pattern.count <= Self.longestName else {
            throw ValidationError("what it is for has a name of 1 to \(Self.longestName) characters")
        }
    }

    func run(in context: CommandContext) async throws {
        let unlocking = try Unlocking(context: context)
        let entry = try await entry(context)
        try await unlocking.unlock()
        let (agent, label) = (unlocking.store.agent, CredentialSummary(entry).label)
        let isKnown = try agent.list().contains { $0.key == entry.key }
        if try !agent.add(entry) {
            try await context.confirm("There is one for \(label), with another secret. Replace it?", consent: consent)
        }
        // What is said of it may be new.
        if isKnown { try agent.store(entry) }
        context.console.show("\(isKnown ? "replaced" : "added") \(label)")
    }

    private func entry(_ context: CommandContext) async throws -> Credential {
        let kind = kind ?? (pattern.contains("://") || HostGuide.isMeant(by: pattern) ? .git : .secret)
        let place = kind == .git ? try gitPlace() : (pattern: pattern, user: user)
        let guide = kind == .git ? HostGuide(pattern: place.pattern) : nil
        if let guide, !input.stdin { context.console.note(guide.advice) }
        let user = try await user(place.user, kind, guide, context)
        try UserName.check(user, of: kind, for: place.pattern)
        let secret = try await input.read("\(guide?.secretName ?? "Secret"): ", context)
        let expires = about.expires?.date(from: context.now())
        if let expires, expires <= context.now() {
            context.console.note("note: it has expired already, so neither git nor a build gets it")
        }
        return Credential(
            kind: kind, pattern: place.pattern, username: user, secret: secret, expires: expires,
            created: context.now(), note: about.note)
    }

    /// A secret in the URL is taken out of it, and is not taken for the one to keep: it has been seen already.
    private func gitPlace() throws -> (pattern: String, user: String?) {
        guard let place = GitPlace(pattern.contains("://") ? pattern : "https://" + pattern) else {
            throw CommandFailure.usage(
                "'\(Untrusted.line(RemoteURL.redacted(pattern)))' is no URL that git asks credentials for",
                hint: "Give one such as https://github.com, without a token in it.")
        }
        return (place.pattern, user ?? place.user)
    }

    private func user(
        _ given: String?, _ kind: Credential.Kind, _ guide: HostGuide?, _ context: CommandContext
    ) async throws -> String? {
        if let user = given ?? guide?.user { return user }
        guard kind == .git || kind == .aws else { return nil }
        let question = kind == .git ? "User name" : "Access key id"
        guard context.console.isInputTerminal, !input.stdin else {
            throw CommandFailure.needsPerson("\(question)?", flag: "`--user`")
        }
        return try await context.console.askForName(question)
    }
}
