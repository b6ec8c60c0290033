import ArgumentParser
import Project

/// Runs commands by their words, and says what went wrong.
struct CommandRunner {
    var context: CommandContext
    /// Commands of the outer command line only, such as `engine`.
    var outerCommands: [any AsyncParsableCommand.Type] = []

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
        }
        return 0
    }

    /// Runs one command. Answers its exit code.
    func run(_ words: [String]) async -> Int32 {
        guard let name = words.first else { return 0 }
        if let outer = outerCommands.first(where: { $0.name == name }) {
            return await run(outer: outer, Array(words.dropFirst()))
        }
        guard let type = CommandCatalog.find(name) else { return report(unknown(name)) }
        return await run(type, Array(words.dropFirst()))
    }

    private func run(_ type: any ShellCommand.Type, _ arguments: [String]) async -> Int32 {
        do {
            let command = try type.parseAsRoot(arguments)
            // Help and version are commands of the parser's own, and end by themselves.
            guard let command = command as? any ShellCommand else { throw CleanExit.helpRequest(type) }
            if context.options.json, !(command is any JSONCommand) {
                throw CommandFailure.usage("`\(type.name)` has no answer in JSON")
            }
            try await command.run(in: context)
            return 0
        } catch {
            return report(error, of: type)
        }
    }

    private func run(outer type: any AsyncParsableCommand.Type, _ arguments: [String]) async -> Int32 {
        do {
            var command = try type.parseAsRoot(arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            return 0
        } catch {
            return report(error, of: type)
        }
    }

    // MARK: Problems

    /// The parser's own errors carry text and code; its code for wrong usage, 64, is 2 here.
    private func report(_ error: any Error, of type: any ParsableCommand.Type) -> Int32 {
        let code = type.exitCode(for: error)
        let isParsing = "\(Swift.type(of: error))".contains("CommandError") || error is ValidationError
        if code.isSuccess {
            context.console.show(type.fullMessage(for: error))
            return 0
        }
        if error is ExitCode { return code.rawValue }
        if isParsing { return report(.usage(type.fullMessage(for: error))) }
        return report(ErrorReport.failure(for: error))
    }

    private func report(_ failure: CommandFailure) -> Int32 {
        for line in failure.lines {
            context.console.writeError(line + "\n")
        }
        return failure.exitCode
    }

    private func unknown(_ name: String) -> CommandFailure {
        let names = CommandCatalog.commands.map { $0.name } + outerCommands.map { $0.name }
        let meant = Spelling.nearest(to: name, among: names)
        return .usage(
            "there is no command '\(Untrusted.line(name))'",
            hint: meant.map { "Did you mean '\($0)'?" } ?? "`help` lists them.")
    }
}
