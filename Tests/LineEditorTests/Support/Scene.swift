import Foundation
import LineEditor
import TestSupport

/// An editor on a terminal, with a home of its own.
struct Scene {
    let editor: LineEditor
    let terminal: PseudoTerminal
    let home: URL

    var historyFile: HistoryFile { HistoryFile(home.appending(path: "state/history")) }

    /// Waits until the prompt is there and nothing is typed.
    func waitForPrompt() async throws {
        try await terminal.waitFor("an empty prompt") { $0.textBeforeCursor == "> " }
    }

    /// The screen may be behind: a prompt that it still shows is not the next one.
    private func waitForEndOfEditing() async throws {
        try await terminal.waitFor("the end of editing") { !$0.modes.contains(2004) }
    }

    /// Reads a line while `keys` are typed at the empty prompt.
    func read(_ keys: String) async throws -> Signal {
        try await waitForEndOfEditing()
        async let signal = editor.readLine(prompt: Prompt("> "))
        try await waitForPrompt()
        terminal.send(keys)
        return await signal
    }

    /// The line that comes of these keys and Enter.
    func line(_ keys: String) async throws -> String? {
        guard case .line(let line) = try await read(keys + "\r") else { return nil }
        return line
    }

    /// Reads a line, lets `body` act meanwhile, and ends the line with Enter if `body` has not.
    func whileReading(
        prompt: Prompt = Prompt("> "), end: String = "\r", _ body: (PseudoTerminal) async throws -> Void
    ) async throws -> Signal {
        try await waitForEndOfEditing()
        async let signal = editor.readLine(prompt: prompt)
        try await terminal.waitFor("the prompt") { $0.text.hasSuffix(prompt.text.trimmingCharacters(in: .whitespaces)) }
        try await body(terminal)
        terminal.send(end)
        return await signal
    }
}

/// Runs `body` with an editor on a new terminal.
func withScene(
    columns: Int = 60, rows: Int = 24, history: [String] = [], editrc: String = "", suggests: Bool = false,
    term: String = "xterm-256color", shouldRemember: @escaping @Sendable (String) -> Bool = { _ in true },
    complete: @escaping @Sendable (CompletionRequest) async -> Completions = { _ in .init(word: "", candidates: []) },
    _ body: (Scene) async throws -> Void
) async throws {
    await Turn.ofTheEditor.take()
    defer { Turn.ofTheEditor.pass() }
    try await withScratchDirectory { home async throws in
        try await withPseudoTerminal(columns: columns, rows: rows) { terminal async throws in
            try Data(editrc.utf8).write(to: home.appending(path: ".editrc"))
            let file = HistoryFile(home.appending(path: "state/history"))
            for line in history { file.append(line) }
            let editor = LineEditor(
                .init(
                    program: "sluice", history: file, shouldRemember: shouldRemember, complete: complete,
                    suggestsFromHistory: suggests, input: terminal.descriptor, output: terminal.descriptor,
                    environment: ["TERM": term, "HOME": home.path]))
            try await body(Scene(editor: editor, terminal: terminal, home: home))
        }
    }
}
