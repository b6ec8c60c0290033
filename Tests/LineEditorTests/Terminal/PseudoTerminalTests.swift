import Foundation
import TestSupport
import Testing

@Suite struct PseudoTerminalTests {
    private let shell = URL(filePath: "/bin/sh")

    @Test func runsAProgramThatReadsKeysAndShowsText() async throws {
        try await withPseudoTerminal(columns: 40, rows: 5) { terminal async throws in
            try terminal.spawn(shell, ["-c", "read line; echo \"got $line\"; exit 3"], environment: [:])
            terminal.send("日本\r")
            try await terminal.waitFor("got 日本")
            #expect(await terminal.waitForExit() == 3)
        }
    }

    @Test func givesTheProgramAWindowAndTellsOfItsSize() async throws {
        try await withPseudoTerminal(columns: 40, rows: 5) { terminal async throws in
            let script = "trap 'stty size; exit' WINCH; echo ready; while :; do read x; done"
            try terminal.spawn(shell, ["-c", script], environment: ["PATH": "/usr/bin:/bin"])
            try await terminal.waitFor("ready")
            terminal.resize(columns: 30, rows: 7)
            terminal.send("\r")
            try await terminal.waitFor("7 30")
        }
    }

    @Test func failsWithTheScreenWhenTheProgramEndsWithoutTheText() async throws {
        try await withPseudoTerminal { terminal async throws in
            try terminal.spawn(shell, ["-c", "echo other"], environment: [:])
            _ = await terminal.waitForExit()
            await #expect(throws: TerminalError.self) { try await terminal.waitFor("never") }
        }
    }
}
