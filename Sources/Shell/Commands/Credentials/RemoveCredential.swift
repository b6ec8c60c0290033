import ArgumentParser
import Credentials
import Foundation

/// `credentials remove`.
struct RemoveCredential: ShellCommand {
    static let configuration = CommandConfiguration(commandName: "remove", abstract: "Remove a credential.")

    @OptionGroup var entry: EntryArgument
    @OptionGroup var consent: ConsentOptions

    func run(in context: CommandContext) async throws {
        let unlocking = try Unlocking(context: context)
        try await unlocking.unlock()
        let found = try entry.find(in: unlocking.store.agent.list())
        try await context.confirm("Remove \(found.label)?", consent: consent)
        try unlocking.store.agent.remove(found.key)
        context.console.show("removed \(found.label)")
        context.console.note("It stays in \(unlocking.store.vault.previous.path) until the next change.")
    }
}
