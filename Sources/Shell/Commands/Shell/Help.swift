import ArgumentParser
import LineEditor
import PipelineAPI

/// `help [COMMAND]`.
struct Help: ShellCommand {
    static let configuration = CommandConfiguration(commandName: "help", abstract: "Show all commands, or explain one.")

    @Argument(help: "A command.")
    var command: String?

    @Argument(help: "One of its subcommands.")
    var subcommand: String?

    func run(in context: CommandContext) async throws {
        guard let command else { return context.console.show(Self.overview(context.outerCommands)) }
        let outer = context.outerCommands.first { $0.name == command }
        guard let type: any ParsableCommand.Type = CommandCatalog.find(command) ?? outer else {
            let meant = Spelling.nearest(to: command, among: CommandCatalog.commands.map { $0.name })
            throw CommandFailure.usage(
                "there is no command '\(Untrusted.line(command))'", hint: meant.map { "Did you mean '\($0)'?" })
        }
        let words = [command] + (subcommand.map { [$0] } ?? [])
        let (inner, rest) = type.innermost(words)
        if rest.count > 1 {
            throw CommandFailure.usage(
                "'\(command)' has no subcommand '\(Untrusted.line(rest[1]))'", hint: "`help \(command)` lists them.")
        }
        context.console.show(type.helpMessage(for: inner, columns: context.console.width))
    }

    /// The whole tool on one screen.
    static func overview(_ outer: [any AsyncParsableCommand.Type]) -> [String] {
        let groups = CommandCatalog.groups.flatMap { group in
            [group.title]
                + group.commands.map { "  \(DisplayWidth.padded($0.name, to: 11)) \($0.configuration.abstract)" }
        }
        let others =
            outer.isEmpty
            ? []
            : ["Outside the shell"]
                + outer.filter { $0.configuration.shouldDisplay }.map {
                    "  \(DisplayWidth.padded($0.name, to: 11)) \($0.configuration.abstract)"
                }
        let usage = outer.isEmpty ? [] : ["", SluiceCommandLine.usage]
        return ["sluice \(SluiceCommandLine.version): a shell for deployments"] + usage + [""] + groups + others
            + ["", "`help COMMAND` explains one."]
    }
}

/// `exit`.
struct Exit: ShellCommand {
    static let configuration = CommandConfiguration(commandName: "exit", abstract: "Leave the shell; pipelines go on.")

    /// Leaving is the business of whoever runs the lines.
    func run(in context: CommandContext) async throws {}

    /// Whether these words leave; `quit` is taken for it.
    static func isCalled(by words: [String]) -> Bool { words == [name] || words == ["quit"] }

    /// Whether a line, carried out to its end, leaves.
    static func isIn(_ line: String) -> Bool {
        (try? LineParser.commands(line))?.contains(where: isCalled) ?? false
    }
}
