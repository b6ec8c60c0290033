import Testing

@testable import Shell

/// Aligned columns.
@Suite struct TableTests {
    @Test func columnsAreAlignedByWhatTheyShow() {
        let style = Style(hasColor: true, hasUnicode: true)
        var table = Table(["NAME", "STATE", "NOTE"])
        table.add(["漢字", style.paint("ok", .green), "wide"])
        table.add(["e\u{301}te\u{301}", "failed", "combining"])
        table.add(["plain", "", ""])
        expectSame(
            table.lines(.plain),
            [
                "NAME   STATE   NOTE",
                "漢字   \u{1B}[32mok\u{1B}[0m      wide",
                "e\u{301}te\u{301}    failed  combining",
                "plain",
            ])
        expectSame(table.lines(style)[0], "\u{1B}[2mNAME   STATE   NOTE\u{1B}[0m")
    }

    @Test func aCellThatEndsItsRowMayBeLongWithoutPushingTheOthers() {
        var table = Table()
        table.add(["a heading over all columns"])
        table.add(["1", "two", "3"])
        expectSame(table.lines(.plain), ["a heading over all columns", "1  two  3"])
    }

    @Test func anEmptyTableHasNoLines() {
        #expect(Table().isEmpty)
        expectSame(Table().lines(.plain), [])
    }

    @Test func aRowIsCutToTheTerminalWithoutCuttingItsColours() {
        expectSame(Styled.cut("plain", to: 5), "plain")
        expectSame(Styled.cut("too long", to: 5), "too …")
        expectSame(Styled.cut("one word and another", to: 12), "one word …")
        expectSame(Styled.cut("one averylongwordindeed", to: 19), "one averylongwordi…")
        expectSame(Styled.cut("漢字漢字", to: 6), "漢字…")
        expectSame(Styled.cut("\u{1B}[32mgreen and long\u{1B}[0m", to: 6), "\u{1B}[32mgreen…\u{1B}[0m")
    }

    @Test func rowsAreCutOnATerminalAndWholeInAPipe() {
        let (terminal, pipe) = (Terminal([]), Terminal(nil))
        var console = terminal.console
        console.columns = { 10 }
        console.show(rows: ["0123456789", "0123456789abc"])
        expectSame(terminal.screen, "0123456789\n012345678…\n")
        pipe.console.show(rows: ["0123456789abc"])
        expectSame(pipe.screen, "0123456789abc\n")
    }

    @Test(arguments: [
        ("short", "short"), ("one two three", "one two\nthree"), ("one twothree", "one\ntwothree"),
        ("  one two three", "  one two\n  three"), ("ab  one two three", "ab  one\n    two\n    three"),
        ("far behind  one two", "far behind\none two"), ("onetwothreefour five", "onetwothreefour\nfive"),
        ("漢字 漢字漢", "漢字\n漢字漢"), ("one\ntwo three four", "one\ntwo three\nfour"),
        ("\u{1B}[32mone two three\u{1B}[0m", "\u{1B}[32mone two\nthree\u{1B}[0m"), ("one two th  ", "one two th"),
    ])
    func proseIsBrokenAtBlanksOnATerminal(text: String, wrapped: String) {
        let terminal = Terminal([])
        var console = terminal.console
        console.columns = { 10 }
        console.show(text)
        console.note(text)
        console.complain(.failed(Styled.plain(text)))
        expectSame(terminal.screen, [wrapped, wrapped, Styled.plain(wrapped), ""].joined(separator: "\n"))
        console.show(verbatim: [text])
        expectSame(terminal.screen.hasSuffix(text + "\n"), true)
    }

    @Test func punctuationIsAsciiWhereTheTerminalHasNoMore() {
        let style = Style(hasColor: false, hasUnicode: false)
        expectSame(style.spelled("a → b · c … 2×"), "a -> b - c ... 2x")
        expectSame(Style.plain.spelled("a → b"), "a → b")
    }
}
