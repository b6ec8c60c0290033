import AWS
import ArgumentParser
import PipelineAPI

/// `approve`: lets the commit that waits go on.
struct Approve: JSONCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve",
        abstract: "Approve what waits.",
        discussion: "Names the commit before it asks. With several approvals waiting, give STAGE/ACTION.")

    @Argument(help: ArgumentHelp("STAGE/ACTION; the one that waits if left out.", valueName: "approval"))
    var action: ActionArgument?

    @Option(name: .shortAndLong, help: "A comment for the history.")
    var message = ""

    @OptionGroup var output: OutputOptions
    @OptionGroup var consent: ConsentOptions

    func run(in context: CommandContext) async throws {
        let decision = Decision(context: context, consent: consent, output: output, action: action, comment: message)
        try await decision.decide(.approved)
    }
}

/// `reject`: ends the execution that waits.
struct Reject: JSONCommand {
    static let configuration = CommandConfiguration(
        commandName: "reject",
        abstract: "Reject what waits; its execution fails.",
        discussion: "Names the commit before it asks. With several approvals waiting, give STAGE/ACTION.")

    @Argument(help: ArgumentHelp("STAGE/ACTION; the one that waits if left out.", valueName: "approval"))
    var action: ActionArgument?

    @Option(name: .shortAndLong, help: "The reason, for the history.")
    var message = ""

    @OptionGroup var output: OutputOptions
    @OptionGroup var consent: ConsentOptions

    func run(in context: CommandContext) async throws {
        let decision = Decision(context: context, consent: consent, output: output, action: action, comment: message)
        try await decision.decide(.rejected)
    }
}
