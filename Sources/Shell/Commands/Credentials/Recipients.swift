import ArgumentParser
import Credentials
import Foundation

/// `credentials recipients`: who beside this machine can open the vault.
struct RecipientCommands: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "recipients", abstract: "Show or change who can open the vault beside this machine.",
        subcommands: [ListRecipients.self, AddRecipient.self, RemoveRecipient.self],
        defaultSubcommand: ListRecipients.self)

    /// The parser runs a subcommand, the list without one.
    func run(in context: CommandContext) async throws {}
}

enum Recipients {
    /// - Throws: `CommandFailure.usage` for what is no recipient of a kind that we can encrypt to.
    static func parse(_ text: String) throws -> AgeRecipient {
        do { return try AgeRecipient(text) } catch {
            throw CommandFailure.usage(
                "'\(Untrusted.line(text))' is no recipient that the vault can be encrypted to",
                hint:
                    "It takes age's X25519 recipients, age1…, and those of age's plugins, age1NAME1…; was it copied whole?"
            )
        }
    }
}

/// `credentials recipients list`.
struct ListRecipients: ShellCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Show who can open the vault.")

    func run(in context: CommandContext) async throws {
        let unlocking = try Unlocking(context: context)
        try await unlocking.unlock()
        let recipients = try unlocking.store.agent.recipients()
        context.console.show(recipients.prefix(1).map { $0 + "  this machine" } + recipients.dropFirst())
    }
}

/// `credentials recipients add`.
struct AddRecipient: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Let another key open the vault.",
        discussion: """
            A second machine's, which `credentials recipients` shows there; a hardware key's, such as age1yubikey1…, whose \
            plugin of age must be on the PATH, for each change of the vault needs it; or with --paper a new one whose \
            secret half is shown once, to be written down.
            """)

    @Argument(help: ArgumentHelp("An age recipient, age1….", valueName: "recipient"))
    var recipient: String?

    @Flag(help: "Make a recovery key, and show it once.")
    var paper = false

    func validate() throws {
        if (recipient == nil) != paper { throw ValidationError("give a recipient, or --paper") }
    }

    func run(in context: CommandContext) async throws {
        let key = try recipient.map { try Recipients.parse($0) }
        if paper, !context.console.isInputTerminal || !context.console.isOutputTerminal {
            throw CommandFailure.failed("A recovery key is shown on a terminal only.")
        }
        let unlocking = try Unlocking(context: context)
        let identity = try await unlocking.open(to: "let another key open the vault")
        let recovery = X25519Identity()
        if paper {
            await ShownSecret(console: context.console).show(
                recovery.text, above: "Write this key down. `age -d -i FILE` with it in FILE opens the vault:")
        }
        let new = key ?? recovery.recipient
        var file = unlocking.store.vault
        file.plugins.show = { [console = context.console] in console.note(Untrusted.line($0)) }
        let isNew = try file.update(with: identity) { vault in
            if vault.recipients.contains(new) { return false }
            vault.recipients.append(new)
            return true
        }
        context.console.show("\(new) \(isNew ? "can open the vault now" : "could open the vault already")")
    }
}

/// `credentials recipients remove`.
struct RemoveRecipient: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Shut a key out of the vault.",
        discussion: "Copies that it could open before, it still can: rotate what must not stay known.")

    @Argument(help: ArgumentHelp("The age recipient.", valueName: "recipient"))
    var recipient: String

    func run(in context: CommandContext) async throws {
        let key = try Recipients.parse(recipient)
        let unlocking = try Unlocking(context: context)
        let identity = try await unlocking.open(to: "shut a key out")
        if key == identity.recipient {
            throw CommandFailure.usage("this is the key of this machine, which would be shut out itself")
        }
        let wasThere = try unlocking.store.vault.update(with: identity) { vault in
            let wasThere = vault.recipients.contains(key)
            vault.recipients.removeAll { $0 == key }
            return wasThere
        }
        guard wasThere else { throw CommandFailure.usage("the vault is not encrypted to \(key)") }
        context.console.show("\(key) can't open the vault any more")
        context.console.note(
            "It still opens \(unlocking.store.vault.previous.lastPathComponent), until the next change.")
    }
}
