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
}
