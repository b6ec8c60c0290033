import Testing

@testable import Shell

/// What the environment asks for.
@Suite struct StyleTests {
    private static let color = Style(hasColor: true, hasUnicode: true)
    private static let ascii = Style(hasColor: false, hasUnicode: false)

    @Test(arguments: [
        (["TERM": "xterm-256color", "LANG": "de_DE.UTF-8"], true, color),
        (["TERM": "xterm"], true, color),
        (["TERM": "xterm", "NO_COLOR": "1"], true, Style.plain),
        (["TERM": "xterm", "NO_COLOR": ""], true, color),
        (["TERM": "xterm"], false, Style.plain),
        (["TERM": "dumb", "LANG": "C.UTF-8"], true, ascii),
        ([:], true, ascii),
        (["TERM": "xterm", "LANG": "de_DE.ISO-8859-1"], true, Style(hasColor: true, hasUnicode: false)),
        (["TERM": "xterm", "LANG": "de_DE.ISO-8859-1", "LC_ALL": "en_US.utf8"], true, color),
    ])
    func theEnvironmentDecides(environment: [String: String], isTerminal: Bool, style: Style) {
        expectSame(Style.fitting(environment, isTerminal: isTerminal), style)
    }

    @Test func colourIsPutAroundTextAndNeverAroundNothing() {
        expectSame(Self.color.paint("failed", .red), "\u{1B}[31mfailed\u{1B}[0m")
        expectSame(Self.color.paint("", .red), "")
        expectSame(Style.plain.paint("failed", .red), "failed")
    }

    @Test func signsHaveAnASCIIForm() {
        let signs: [Sign] = [.succeeded, .failed, .running, .waiting, .stopped, .superseded, .approval]
        expectSame(signs.map { $0.text(.plain) }.joined(separator: " "), "✓ ✗ ● ◌ ‖ ⤼ ?")
        expectSame(signs.map { $0.text(Self.ascii) }.joined(separator: " "), "+ x * . = > ?")
    }
}
