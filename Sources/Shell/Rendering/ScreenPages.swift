import LineEditor

/// Divides text into pages that fit on a terminal with room for a question below them. Lines stay whole, so that they can
/// be copied as such; only one that fills more than a page is divided.
struct ScreenPages {
    let width: Int
    private let rows: Int

    struct Page: Equatable {
        var text: String
        /// That it takes on the screen.
        var rows: Int
    }

    /// - Parameter height: the terminal's rows. The question, the row after it and one to spare are left free.
    init(width: Int, height: Int) {
        (self.width, rows) = (max(1, width), max(1, height - 3))
    }

    func pages(of text: String) -> [Page] {
        var pages: [Page] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).flatMap({ pieces(of: String($0)) }) {
            if let last = pages.last, last.rows + line.rows <= rows {
                pages[pages.count - 1] = Page(text: last.text + "\n" + line.text, rows: last.rows + line.rows)
            } else {
                pages.append(line)
            }
        }
        return pages
    }

    /// A line, or as many as fill a page each.
    private func pieces(of line: String) -> [Page] {
        // A wide character leaves a column free at the margin, so count as the terminal does.
        var (pieces, text, row, column) = ([] as [Page], "", 1, 0)
        for character in line {
            let columns = DisplayWidth.columns(String(character))
            if column + columns > width {
                if row == rows {
                    pieces.append(Page(text: text, rows: row))
                    (text, row) = ("", 0)
                }
                (row, column) = (row + 1, 0)
            }
            text.append(character)
            column += columns
        }
        return pieces + [Page(text: text, rows: row)]
    }
}
