import ArgumentParser
import Credentials

/// `credentials list`: what is there, and never the secrets.
struct ListCredentials: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Show what there are credentials for; never the secrets themselves.")

    func run(in context: CommandContext) async throws {
        let unlocking = try Unlocking(context: context)
        if unlocking.store.state == .missing {
            try unlocking.store.requireNothingLost()
            return context.console.show("no credentials yet · `credentials add` or `credentials import`")
        }
        try await unlocking.unlock()
        let all = try unlocking.store.agent.list()
        if all.isEmpty {
            return context.console.show("no credentials yet · `credentials add` or `credentials import`")
        }
        context.console.show(rows: CredentialListView(style: context.console.style, now: context.now()).lines(all))
    }
}
