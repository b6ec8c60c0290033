import Foundation
import TestSupport
import Testing

extension Workplace {
    /// The shell at a terminal of its own, at its first prompt; it is left with `exit` when `body` has ended.
    func shell(
        columns: Int = 120, rows: Int = 40, with variables: [String: String] = [:],
        _ body: (PseudoTerminal) async throws -> Void
    ) async throws {
        try await withPseudoTerminal(columns: columns, rows: rows) { terminal in
            try openShell(on: terminal, with: variables)
            try await terminal.waitFor("›")
            try await body(terminal)
            terminal.send("exit\r")
            #expect(await terminal.waitForExit() == 0)
        }
    }

    func openShell(on terminal: PseudoTerminal, with variables: [String: String] = [:]) throws {
        try start([], on: terminal, with: variables)
    }

    /// Opens a program on the terminal, with the person's home.
    func start(_ arguments: [String], on terminal: PseudoTerminal, with variables: [String: String] = [:]) throws {
        let environment = environment.merging(atHome) { $1 }.merging(variables) { $1 }
        try terminal.spawn(Self.executable, arguments, environment: environment, directory: checkout)
    }
}
