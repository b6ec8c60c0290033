public import ArgumentParser
import Foundation

/// The outer command line: options, then a command, a script, or the shell.
public enum SluiceCommandLine {
    public static let version = "0.1.0"

    static let usage = """
        sluice [-C <dir>] [--endpoint <endpoint>] [--profile <profile>] [--json] [--yes] [--no-color]
               [-c '<line>; <line>' | <command> …]
        """

    /// What a command line asks for.
    struct Invocation: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "sluice", abstract: "A shell for deployments.",
            usage: usage,
            discussion: "Without a command: the shell on a terminal, a script on any other standard input.",
            version: version)

        @OptionGroup var options: GlobalOptions

        @Option(
            name: .customShort("c"), parsing: .singleValue, help: ArgumentHelp("Run these lines.", valueName: "lines"))
        var lines: [String] = []

        @Argument(parsing: .captureForPassthrough, help: "A command and its arguments.")
        var words: [String] = []
    }

    /// Runs the command line and answers the exit code.
    ///
    /// - Parameters:
    ///   - arguments: without the program's name.
    ///   - outerCommands: commands beside those of the shell.
    ///   - makeContext: what commands may touch, made from the options.
    ///   - shell: runs the interactive shell.
    public static func run(
        _ arguments: [String], outerCommands: [any AsyncParsableCommand.Type],
        makeContext: (GlobalOptions) throws -> CommandContext, shell: (CommandContext) async -> Int32
    ) async -> Int32 {
        let console = Console.standard(environment: ProcessInfo.processInfo.environment)
        let code = await answer(
            arguments, on: console, outerCommands: outerCommands, makeContext: makeContext, shell: shell)
        // A script has said so already where it stopped.
        guard code == 0, let failure = StandardOutput.failure else { return code }
        console.complain(failure)
        return failure.exitCode
    }

    private static func answer(
        _ arguments: [String], on console: Console, outerCommands: [any AsyncParsableCommand.Type],
        makeContext: (GlobalOptions) throws -> CommandContext, shell: (CommandContext) async -> Int32
    ) async -> Int32 {
        do {
            let invocation = try invocation(arguments)
            var context = try makeContext(invocation.options)
            Interrupts.shared.install()
            if invocation.lines.isEmpty, invocation.words.isEmpty, context.console.isInputTerminal {
                return await shell(context)
            }
            context.outerCommands = outerCommands
            let runner = CommandRunner(context: context)
            if !invocation.lines.isEmpty { return await interruptible { await runner.run(lines: invocation.lines) } }
            if !invocation.words.isEmpty { return await interruptible { await runner.run(invocation.words) } }
            return await interruptible { await Script(runner: runner).run() }
        } catch {
            let code = Invocation.exitCode(for: error)
            if code.isSuccess {
                let isHelp = !Invocation.fullMessage(for: error).hasPrefix(version)
                console.show(isHelp ? Help.overview(outerCommands) : [Invocation.fullMessage(for: error)])
                return 0
            }
            let failure =
                error is CommandFailure ? ErrorReport.failure(for: error) : .usage(Invocation.fullMessage(for: error))
            console.complain(failure)
            return failure.exitCode
        }
    }

    /// Options stand before the command: where the command comes first, or nothing at all, there is nothing to parse.
    private static func invocation(
        _ arguments: [String]
    ) throws -> (options: GlobalOptions, lines: [String], words: [String]) {
        guard let first = arguments.first, first.hasPrefix("-") else { return (.none, [], arguments) }
        guard let invocation = try Invocation.parseAsRoot(arguments) as? Invocation else {
            throw CleanExit.helpRequest(Invocation.self)
        }
        if !invocation.lines.isEmpty, let word = invocation.words.first {
            throw CommandFailure.usage(
                "-c takes all its lines as one word, and '\(Untrusted.line(word))' is left over",
                hint: "sluice -c 'push; deploy --yes'")
        }
        // What looks like an option is taken for a command only by the parser.
        switch invocation.words.first {
        case "--help", "-h": throw CleanExit.helpRequest(Invocation.self)
        case "--version": throw CleanExit.message(version)
        case let word? where word.hasPrefix("-"):
            throw CommandFailure.usage("sluice has no option '\(Untrusted.line(word))'", hint: "`sluice --help`")
        default: return (invocation.options, invocation.lines, invocation.words)
        }
    }

    /// Ctrl-C ends what the command does here; what goes on elsewhere goes on.
    private static func interruptible(_ body: @escaping @Sendable () async -> Int32) async -> Int32 {
        await Interrupts.shared.cancelling(body)
    }
}
