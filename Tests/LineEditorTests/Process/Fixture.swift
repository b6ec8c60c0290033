import Foundation
import TestSupport

/// The editor in a process of its own, which gets the signals of its terminal.
enum Fixture {
    /// The executable beside this test bundle.
    static let executable = Bundle(for: Mark.self).bundleURL
        .appending(path: "LineEditorFixture")

    private final class Mark {}

    static func environment(home: URL) -> [String: String] {
        [
            "TERM": "xterm-256color", "HOME": home.path, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8",
            "FIXTURE_HISTORY": home.appending(path: "state/history").path, "FIXTURE_NOTICE": "a notice",
        ]
    }
}

/// Runs `body` with the fixture at its prompt.
func withFixture(
    columns: Int, rows: Int = 12, with variables: [String: String] = [:],
    _ body: (PseudoTerminal) async throws -> Void
) async throws {
    try await withScratchDirectory { home in
        try await withPseudoTerminal(columns: columns, rows: rows) { terminal in
            let environment = Fixture.environment(home: home).merging(variables) { _, new in new }
            try terminal.spawn(Fixture.executable, environment: environment)
            try await terminal.waitFor("fixture ›")
            try await body(terminal)
        }
    }
}
