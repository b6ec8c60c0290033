import ArgumentParser
import PipelineAPI

/// Runs commands by their words, and says what went wrong.
struct CommandRunner {
    var context: CommandContext

    /// Runs lines in their order; the first failure ends it, and so does `exit`.
    func run(lines: [String]) async -> Int32 {
        for line in lines {
            let code = await run(line: line)
            if code != 0 || Exit.isIn(line) { return code }
        }
        return 0
    }

    /// Runs one line, which may hold several commands; the first failure ends it, and so does `exit`.
    func run(line: String) async -> Int32 {
        let commands: [[String]]
        do {
            commands = try LineParser.commands(line)
        } catch {
            return report(.usage("a \(error.quote) has no partner"))
        }
        for words in commands {
            if Exit.isCalled(by: words) { return 0 }
            let code = await run(words)
            if code != 0 { return code }
            // The next command may rest on an answer that nobody has seen.
            if let failure = StandardOutput.failure { return report(failure) }
        }
        return 0
    }

    /// Runs one command. Answers its exit code.
    func run(_ words: [String]) async -> Int32 {
        guard let name = words.first else { return 0 }
        if let outer = context.outerCommands.first(where: { $0.name == name }) {
            return await run(outer: outer, Array(words.dropFirst()))
        }
        guard let type = CommandCatalog.find(name) else { return report(unknown(name)) }
        return await run(type, Array(words.dropFirst()))
    }

    private func run(_ type: any ShellCommand.Type, _ arguments: [String]) async -> Int32 {
        await parsed(type, arguments) { command in
            // Help and version are commands of the parser's own, and end by themselves.
            guard let command = command as? any ShellCommand else { throw CleanExit.helpRequest(type) }
            if context.options.json, !(command is any JSONCommand) {
                throw CommandFailure.usage("`\(type.name)` has no answer in JSON")
            }
            try await command.run(in: context)
        }
    }

    private func run(outer type: any AsyncParsableCommand.Type, _ arguments: [String]) async -> Int32 {
        await parsed(type, arguments) { command in
            var command = command
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        }
    }

    /// Parses, then runs: what the parser says of the words is wrong usage, what comes later is the command's own failure.
    private func parsed(
        _ type: any ParsableCommand.Type, _ arguments: [String],
        _ run: (sending any ParsableCommand) async throws -> Void
    ) async -> Int32 {
        let command: any ParsableCommand
        do {
            command = try type.parseAsRoot(arguments)
        } catch {
            return report(error, of: type) ?? report(.usage(type.fullMessage(for: error)))
        }
        do {
            try await run(command)
            return 0
        } catch {
            return report(error, of: type) ?? report(ErrorReport.failure(for: error))
        }
    }

    // MARK: Problems

    /// The parser's own ways to end a command: help, a version, a code; `nil` for everything else.
    private func report(_ error: any Error, of type: any ParsableCommand.Type) -> Int32? {
        let code = type.exitCode(for: error)
        if code.isSuccess {
            context.console.show(type.fullMessage(for: error))
            return 0
        }
        if error is ExitCode { return code.rawValue }
        return error is ValidationError ? report(.usage(type.fullMessage(for: error))) : nil
    }

    private func report(_ failure: CommandFailure) -> Int32 {
        context.console.complain(failure)
        return failure.exitCode
    }

    private func unknown(_ name: String) -> CommandFailure {
        let names = CommandCatalog.commands.map { $0.name } + context.outerCommands.map { $0.name }
        let meant = Spelling.nearest(to: name, among: names)
        return .usage(
            "there is no command '\(Untrusted.line(name))'",
            hint: meant.map { "Did you mean '\($0)'?" } ?? "`help` lists them.")
    }
}
