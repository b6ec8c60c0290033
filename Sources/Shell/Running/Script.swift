/// Commands on a standard input that is no terminal: no prompt, and the first failure ends it, or `exit`.
struct Script {
    let runner: CommandRunner

    func run() async -> Int32 {
        var number = 0
        var pending = ""
        var beginning = 1
        while let line = await Console.lineFromInput() {
            number += 1
            if pending.isEmpty { beginning = number }
            // A byte order mark is no part of the first command.
            pending += number == 1 && line.hasPrefix("\u{FEFF}") ? String(line.dropFirst()) : line
            // A quote may hold a line break.
            if (try? LineParser.commands(pending)) == nil {
                pending += "\n"
                continue
            }
            let code = await runner.run(line: pending)
            if code != 0 { return stopped(beginning, code) }
            if Exit.isIn(pending) { return 0 }
            pending = ""
        }
        if !pending.isEmpty { return stopped(beginning, await runner.run(line: pending)) }
        return 0
    }

    private func stopped(_ line: Int, _ code: Int32) -> Int32 {
        runner.context.console.writeError("Stopped at line \(line) (exit code \(code)).\n")
        return code
    }
}
