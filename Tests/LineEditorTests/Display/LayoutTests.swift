import Testing

@testable import LineEditor

@Suite struct LayoutTests {
    @Test(arguments: [
        ("", 0, 0), ("abc", 0, 3), ("0123456789", 1, 0), ("0123456789a", 1, 1), ("012345678日", 1, 2),
        ("日本語日本", 1, 0), ("a\nb", 1, 1), ("\u{1}", 0, 2), ("e\u{301}", 0, 1), ("a\tb", 0, 9),
    ]) func endsAtARowAndColumn(text: String, row: Int, column: Int) {
        let layout = Layout(text, width: 10)
        #expect(layout.row == row)
        #expect(layout.column == column)
    }
}
