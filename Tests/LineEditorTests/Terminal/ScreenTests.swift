import CustomDump
import TestSupport
import Testing

@Suite struct ScreenTests {
    private func screen(_ output: String, columns: Int = 10, rows: Int = 4) -> Screen {
        var screen = Screen(columns: columns, rows: rows)
        screen.feed(output.utf8)
        return screen
    }

    @Test func wrapsOnlyWhenACharacterFollowsTheLastColumn() {
        #expect(screen("0123456789").cursor == (0, 9))
        #expect(screen("0123456789\r\nx").rows == ["0123456789", "x", "", ""])
        #expect(screen("0123456789x").rows == ["0123456789", "x", "", ""])
    }

    @Test func showsWideAndCombiningCharactersAtTheirWidths() {
        let shown = screen("日本e\u{301}x")
        #expect(shown.rows[0] == "日本e\u{301}x")
        #expect(shown.cursor == (0, 6))
        #expect(screen("012345678日").rows == ["012345678", "日", "", ""])
    }

    @Test func movesErasesInsertsAndDeletes() {
        #expect(screen("abcdef\u{1B}[3D\u{1B}[K").text == "abc")
        #expect(screen("abc\u{1B}[2D\u{1B}[1@X").text == "aXbc")
        #expect(screen("abc\u{1B}[2D\u{1B}[1P").text == "ac")
        #expect(screen("a\r\nb\r\nc\u{1B}[2A\r\u{1B}[J").text == "")
        #expect(screen("\u{1B}[2;3Hx").rows[1] == "  x")
    }

    @Test func scrollsAndKeepsWhatWentOff() {
        let shown = screen("1\r\n2\r\n3\r\n4\r\n5")
        #expect(shown.rows == ["2", "3", "4", "5"])
        #expect(shown.transcript == "1\n2\n3\n4\n5")
    }

    @Test func skipsColoursTitlesAndUnknownSequences() {
        #expect(screen("\u{1B}[1;32mgreen\u{1B}[0m\u{1B}]0;title\u{7}\u{1B}(B!").text == "green!")
        #expect(screen("\u{1B}[?2004h").modes.contains(2004))
    }

    @Test func takesCharactersThatComeInPieces() {
        var screen = Screen(columns: 10, rows: 2)
        for byte in "é日👍\u{1B}[1mx".utf8 { screen.feed([byte]) }
        #expect(screen.text == "é日👍x")
    }

    @Test func rewrapsOrCutsAtAResize() {
        var rewrapping = screen("0123456789abc")
        rewrapping.resize(columns: 5, rows: 4)
        expectNoDifference(rewrapping.text, "01234\n56789\nabc")
        #expect(rewrapping.cursor == (2, 3))
        rewrapping.resize(columns: 20, rows: 4)
        expectNoDifference(rewrapping.text, "0123456789abc")
        var cutting = screen("0123456789abc")
        cutting.rewraps = false
        cutting.resize(columns: 5, rows: 4)
        expectNoDifference(cutting.text, "01234\nabc")
    }
}
