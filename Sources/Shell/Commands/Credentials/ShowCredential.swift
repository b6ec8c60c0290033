import ArgumentParser
import Credentials

/// `credentials show`: a secret on the screen, for as long as a person looks.
struct ShowCredential: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a secret on the terminal, until Enter clears it.",
        discussion: "It needs a terminal and a y: what goes through a pipe is seen by more than you.")

    @OptionGroup var entry: EntryArgument

    func run(in context: CommandContext) async throws {
        let console = context.console
        guard console.isInputTerminal, console.isOutputTerminal else {
            throw CommandFailure.failed("A secret is shown on a terminal only.")
        }
        let unlocking = try Unlocking(context: context)
        try await unlocking.unlock()
        let found = try entry.find(in: unlocking.store.agent.list())
        guard await console.confirm("Show the secret of \(found.label) on this screen?") else {
            throw CommandFailure.failed("Nothing was shown.")
        }
        guard let credential = try unlocking.store.agent.entry(found.key) else {
            throw CommandFailure.failed("It is gone.")
        }
        await ShownSecret(console: console).show(credential.secret)
    }
}
