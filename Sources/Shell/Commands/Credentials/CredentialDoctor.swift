import ArgumentParser
import Credentials

/// `credentials doctor`: what lies around, and what is out of date.
struct CredentialDoctor: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Find credentials that lie around, and offer to mend it.",
        discussion: """
            Looks for tokens in git's configuration, files that others can read or that are in plain text, helpers that \
            write passwords down, damage of the store's own files, and expired entries. Exit code 1 if anything is left.
            """)

    @OptionGroup var consent: ConsentOptions

    func run(in context: CommandContext) async throws {
        var ailments = try await ConfigurationCheck(
            context: context, settle: Settlement.asking(context, consent)
        ).ailments()
        ailments += FileCheck(context: context, consent: consent).ailments()
        ailments += try StoreCheck(context: context).ailments()
        if ailments.isEmpty { return context.console.show("nothing lies around") }
        var left = 0
        for ailment in ailments where try await !ailment.mend(in: context, consent) { left += 1 }
        if left > 0 { throw CommandFailure.reported(exitCode: 1) }
    }
}
