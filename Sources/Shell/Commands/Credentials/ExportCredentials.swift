import ArgumentParser
import Credentials
import Foundation

/// `credentials export`: everything, for somebody with an age key.
struct ExportCredentials: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write all credentials into an age file, for a key or a passphrase of your choice.",
        discussion: """
            Nothing is written in plain text: `age -d` with the key, or the passphrase, opens the file, which holds JSON. \
            Your own passphrase is asked for first. Example: credentials export backup.age --to age1…
            """)

    @Argument(help: ArgumentHelp("The new file.", valueName: "file"), completion: .file())
    var path: String

    @Option(
        name: .customLong("to"),
        help: ArgumentHelp("An age recipient; may be given several times.", valueName: "recipient"))
    var recipients: [String] = []

    @Flag(help: "Ask for a passphrase to encrypt it under, in place of recipients.")
    var passphrase = false

    @Flag(help: "Write text, for mail or paper, in place of bytes.")
    var armor = false

    func validate() throws {
        if recipients.isEmpty != passphrase { throw ValidationError("give --to, or --passphrase") }
    }

    func run(in context: CommandContext) async throws {
        let keys = try recipients.map { try Recipients.parse($0) }
        let file = context.location(path)
        let unlocking = try Unlocking(context: context)
        let identity = try await unlocking.open(to: "export everything")
        let vault = try unlocking.store.vault.read(with: identity)
        try await context.console.hidingTyping {
            let age: Age.Recipients =
                if passphrase {
                    .passphrase(
                        try await unlocking.newPassphrase("Passphrase of the file: "),
                        workFactor: try unlocking.settings().workFactor)
                } else { .keys(keys) }
            try PrivateFile(file).create(vault.exported(to: age, armored: armor))
        }
        context.console.show("wrote \(vault.credentials.counted) to \(file.path)")
    }
}
