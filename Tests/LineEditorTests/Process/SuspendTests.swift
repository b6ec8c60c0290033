import Foundation
import TestSupport
import Testing

@Suite struct SuspendTests {
    @Test func controlZStopsAndTheForegroundBringsTheTextBack() async throws {
        try await withFixtureUnderShell { terminal, _ in
            terminal.send("deploy now\u{1B}[D\u{1A}")
            try await terminal.waitFor("the outer shell") { $0.textBeforeCursor == "sh$ " }
            #expect(!terminal.screen.modes.contains(2004))
            terminal.send("echo cooked\r")
            try await terminal.waitFor("\ncooked")
            terminal.send("fg\r")
            try await terminal.waitFor("the line again") { $0.textBeforeCursor == "fixture › deploy no" }
            #expect(terminal.screen.modes.contains(2004))
            terminal.send("x\r")
            try await terminal.waitFor("read \"deploy noxw\"\nfixture ›")
        }
    }

    @Test func aStopFromOutsideLeavesTheEditorItsTerminalAgain() async throws {
        try await withFixtureUnderShell { terminal, process in
            terminal.send("deploy now")
            try await terminal.waitFor("› deploy now")
            kill(process, SIGSTOP)
            try await terminal.waitFor("the outer shell") { $0.textBeforeCursor == "sh$ " }
            terminal.send("stty sane; echo so\"\"ber\n")
            try await terminal.waitFor("sober\nsh$")
            terminal.send("fg\r")
            try await terminal.waitFor("the line again") { $0.textBeforeCursor == "fixture › deploy now" }
            // A terminal in the shell's modes would echo the key and hold it back.
            terminal.send("\u{1}x")
            try await terminal.waitFor("the key's work") { $0.textBeforeCursor == "fixture › x" }
            terminal.send("\r")
            try await terminal.waitFor("read \"xdeploy now\"\nfixture ›")
        }
    }

    @Test func aStopDuringASearchLeavesTheEditorItsTerminalAgain() async throws {
        try await withFixtureUnderShell { terminal, process in
            terminal.send("deploy\r")
            try await terminal.waitFor("read \"deploy\"\nfixture ›")
            terminal.send("\u{12}dep")
            try await terminal.waitFor("(search) 'dep': deploy")
            kill(process, SIGSTOP)
            try await terminal.waitFor("the outer shell") { $0.textBeforeCursor == "sh$ " }
            terminal.send("stty sane; echo so\"\"ber\n")
            try await terminal.waitFor("sober\nsh$")
            terminal.send("fg\r")
            try await terminal.waitFor("the search again") { $0.textBeforeCursor == "(search) 'dep': deploy" }
            // A terminal in the shell's modes would echo the key and hold it back.
            terminal.send("l")
            try await terminal.waitFor("the key's work") { $0.textBeforeCursor == "(search) 'depl': deploy" }
            terminal.send("\r")
            try await terminal.waitFor("read \"deploy\"\nfixture ›")
        }
    }

    /// Runs the fixture as a job of an interactive shell, with the id of its process.
    private func withFixtureUnderShell(_ body: (PseudoTerminal, pid_t) async throws -> Void) async throws {
        try await withScratchDirectory { home in
            try await withPseudoTerminal(columns: 60, rows: 20) { terminal in
                var environment = Fixture.environment(home: home)
                environment["FIXTURE"] = Fixture.executable.path
                environment["PS1"] = "sh$ "
                try terminal.spawn(URL(filePath: "/bin/sh"), ["-i"], environment: environment)
                try await terminal.waitFor("sh$")
                terminal.send("sh -c 'echo process $$; exec \"$FIXTURE\"'\r")
                let screen = try await terminal.waitFor("fixture ›")
                let process = try #require(screen.text.firstMatch(of: #/process (\d+)/#)?.1)
                try await body(terminal, try #require(pid_t(process)))
                terminal.send("\u{4}")
                try await terminal.waitFor("end of input")
            }
        }
    }
}
