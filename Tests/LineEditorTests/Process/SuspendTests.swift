import Foundation
import TestSupport
import Testing

@Suite struct SuspendTests {
    @Test func controlZStopsAndTheForegroundBringsTheTextBack() async throws {
        try await withScratchDirectory { home in
            try await withPseudoTerminal(columns: 60, rows: 20) { terminal in
                var environment = Fixture.environment(home: home)
                environment["FIXTURE"] = Fixture.executable.path
                environment["PS1"] = "sh$ "
                try terminal.spawn(URL(filePath: "/bin/sh"), ["-i"], environment: environment)
                try await terminal.waitFor("sh$")
                terminal.send("\"$FIXTURE\"\r")
                try await terminal.waitFor("fixture ›")
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
                terminal.send("\u{4}")
                try await terminal.waitFor("end of input")
            }
        }
    }
}
