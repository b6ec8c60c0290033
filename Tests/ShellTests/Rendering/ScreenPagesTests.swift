import Testing

@testable import Shell

struct ScreenPagesTests {
    private typealias Page = ScreenPages.Page

    @Test func linesAreGatheredAsLongAsTheyFit() {
        let pages = ScreenPages(width: 10, height: 6).pages(of: "one\n0123456789\n0123456789a\nlast")
        #expect(pages == [Page(text: "one\n0123456789", rows: 2), Page(text: "0123456789a\nlast", rows: 3)])
    }

    @Test func onlyALineThatFillsMoreThanAPageIsDivided() {
        let pages = ScreenPages(width: 4, height: 5).pages(of: "0123456789\n")
        #expect(pages == [Page(text: "01234567", rows: 2), Page(text: "89\n", rows: 2)])
    }

    @Test func aWideCharacterThatDoesNotFitGoesToTheNextRow() {
        #expect(ScreenPages(width: 3, height: 9).pages(of: "日本語") == [Page(text: "日本語", rows: 3)])
    }

    @Test func theSmallestTerminalHasRoomForARow() {
        #expect(ScreenPages(width: 2, height: 1).pages(of: "abc").map(\.rows) == [1, 1])
    }
}
