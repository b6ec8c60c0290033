import Foundation
import TestSupport

/// One of the two programs, with an emulator that is its alone.
struct Rival {
    let place: Workplace
    let program: URL
    /// Stand before a command.
    let words: [String]
    /// Those that point at its emulator among them.
    let variables: [String: String]
    let log: URL
    /// How many calls of the log were looked at.
    private var seen = 0

    init(_ place: Workplace, _ program: URL, _ words: [String], _ variables: [String: String], log: URL) {
        (self.place, self.program, self.words, self.variables, self.log) = (place, program, words, variables, log)
    }

    func run(_ command: [String]) async throws -> Command {
        try await Command.run(program, words + command, in: place.checkout, environment: environment)
    }

    /// This program at the other one's emulator.
    func visiting(_ other: Rival) -> Rival {
        let there = variables.merging(other.variables.filter { $0.key == "AWS_ENDPOINT_URL" }) { $1 }
        return Rival(place, program, words, there, log: other.log)
    }

    /// Runs a command at a terminal and answers its one question.
    func run(_ command: [String], answering answer: String) async throws -> Int32? {
        try await withPseudoTerminal(columns: 160, rows: 60) { terminal in
            try terminal.spawn(program, words + command, environment: environment, directory: place.checkout)
            try await terminal.waitFor("the question") { screen in
                screen.rows.contains { $0.contains("(y/n)") || $0.contains("[y/n]") }
            }
            terminal.send("\(answer)\r")
            return await terminal.waitForExit()
        }
    }

    /// What was read and written since the last look.
    mutating func calls() throws -> (reads: Set<String>, writes: [EmulatorCall]) {
        let calls = try EmulatorCall.all(in: log).dropFirst(seen)
        seen += calls.count
        return (Set(calls.filter { !$0.isWrite }.map(\.operation)), calls.filter(\.isWrite))
    }

    /// What its emulator has, as JSON.
    func state() async throws -> [String: Any] {
        let script = Emulator.launcher.deletingLastPathComponent().appending(path: "state.py")
        let command = try await Command.run(
            URL(filePath: "/usr/bin/env"), [Emulator.python ?? "python3", script.path], in: place.folder,
            environment: environment)
        guard command.exitCode == 0 else { throw SetupFailure(words: command.words) }
        return try command.json
    }

    private var environment: [String: String] {
        var environment = place.environment.merging(variables) { $1 }
        // With it the CDK CLI asks nothing and tells otherwise.
        environment["CI"] = nil
        return environment
    }
}
