import Glibc
import TestSupport
import Testing

@Suite struct ResizeTests {
    private let typed = "0123456789abcdefghijklmnopqrstuvwxyz"

    /// Waits for the prompt and line alone on the screen, wrapped at the width, and the cursor behind the line.
    private func waitForLine(_ line: String, below: String = "", _ terminal: PseudoTerminal) async throws {
        try await terminal.waitFor("prompt and line once") { screen in
            let wrapped = Self.wrap("fixture › " + line, columns: screen.columns)
            return screen.text == below + wrapped
        }
    }

    private static func wrap(_ text: String, columns: Int) -> String {
        var rows = [""]
        for character in text {
            if rows[rows.count - 1].count == columns { rows.append("") }
            rows[rows.count - 1].append(character)
        }
        return rows.joined(separator: "\n")
    }

    @Test func promptAndLineAreDrawnOnceAtEveryWidth() async throws {
        try await withFixture(columns: 40) { terminal in
            terminal.send(typed)
            try await waitForLine(typed, terminal)
            for columns in [60, 80, 50, 47] {
                terminal.resize(columns: columns, rows: 12)
                try await waitForLine(typed, terminal)
            }
            terminal.send("\r")
            try await terminal.waitFor("read \"\(typed)\"".prefix(40).description)
        }
    }

    @Test func aTerminalThatDoesNotRewrapIsServedWhileTheLineFits() async throws {
        try await withFixture(columns: 60) { terminal in
            terminal.rewrapsOnResize(false)
            terminal.send(typed)
            for columns in [80, 50, 47] {
                terminal.resize(columns: columns, rows: 12)
                try await waitForLine(typed, terminal)
            }
        }
    }

    @Test(arguments: [["XTERM_VERSION": "XTerm(390)"], ["TERM": "linux"]])
    func aTerminalThatDoesNotRewrapIsServedWhereTheLineIsWrappedToo(variables: [String: String]) async throws {
        try await withFixture(columns: 30, with: variables) { terminal in
            terminal.rewrapsOnResize(false)
            terminal.send(typed)
            try await waitForLine(typed, terminal)
            for columns in [60, 25, 40, 20, 80] { try await resize(terminal, columns) }
        }
    }

    @Test func aNarrowerWindowLeavesNoStaleRows() async throws {
        try await withFixture(columns: 60) { terminal in
            terminal.send(typed)
            try await waitForLine(typed, terminal)
            for columns in [30, 17, 12, 46, 20] { try await resize(terminal, columns) }
        }
    }

    /// Resizes the window while `typed` stands in it, and edits the line there.
    private func resize(_ terminal: PseudoTerminal, _ columns: Int) async throws {
        terminal.resize(columns: columns, rows: 12)
        try await waitForLine(typed, terminal)
        // What is still under way when the window changes next would be wrapped for this one.
        terminal.send("x")
        try await waitForLine(typed + "x", terminal)
        terminal.send("\u{7F}")
        try await waitForLine(typed, terminal)
    }

    @Test func wideCharactersThatDidNotFitAtTheMarginLeaveNoStaleRows() async throws {
        let line = "fixture › deploy 日本語日本語日本語日本語日本語日本語 x"
        try await withFixture(columns: 40) { terminal in
            terminal.send("deploy 日本語日本語日本語日本語日本語日本語 x" + String(repeating: "\u{1B}[D", count: 4))
            try await terminal.waitFor("the line at 40") {
                $0.text == "fixture › deploy 日本語日本語日本語日本\n語日本語日本語 x" && $0.textBeforeCursor == "語日本語日"
            }
            terminal.resize(columns: 25, rows: 12)
            try await terminal.waitFor("the line at 25") {
                $0.text == "fixture › deploy 日本語日\n本語日本語日本語日本語日\n本語 x" && $0.textBeforeCursor == ""
            }
            terminal.resize(columns: 60, rows: 12)
            try await terminal.waitFor("the line at 60") { $0.text == line }
        }
    }

    @Test func aResizeANoticeAWrappedLineAndWideCharactersTogether() async throws {
        try await withFixture(columns: 30) { terminal in
            terminal.send("日本語日本語日本語日本語\u{1B}[D\u{1B}[D")
            try await terminal.waitFor("fixture › 日本語日本語日本語日\n本語")
            terminal.resize(columns: 20, rows: 12)
            try await terminal.waitFor("fixture › 日本語日本\n語日本語日本語")
            terminal.kill(with: SIGUSR1)
            try await terminal.waitFor("a notice\nfixture › 日本語日本\n語日本語日本語")
            terminal.resize(columns: 34, rows: 12)
            terminal.kill(with: SIGUSR1)
            try await terminal.waitFor("both notices and the line") { screen in
                screen.text == "a notice\na notice\nfixture › 日本語日本語日本語日本語"
                    && screen.textBeforeCursor == "fixture › 日本語日本語日本語日"
            }
        }
    }
}
