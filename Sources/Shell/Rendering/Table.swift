import LineEditor

/// Rows of cells in aligned columns. The cell that ends a row may be of any length and moves no column.
struct Table {
    private var rows: [[String]] = []
    private let header: [String]

    init(_ header: [String] = []) {
        self.header = header
    }

    mutating func add(_ cells: [String]) { rows.append(cells) }

    var isEmpty: Bool { rows.isEmpty }

    /// Columns are as wide as what cells show: colours in them do not count.
    func lines(_ style: Style) -> [String] {
        let all = (header.isEmpty ? [] : [header]) + rows
        let count = all.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in
            all.map { column < $0.count - 1 ? DisplayWidth.columns(Styled.plain($0[column])) : 0 }.max() ?? 0
        }
        return all.enumerated().map { index, cells in
            let line = cells.enumerated().map { column, cell in
                let missing = widths[column] - DisplayWidth.columns(Styled.plain(cell))
                return column == cells.count - 1 ? cell : cell + String(repeating: " ", count: max(0, missing))
            }.joined(separator: "  ").trimmingBlanksAtEnd
            return index == 0 && !header.isEmpty ? style.paint(line, .faint) : line
        }
    }
}

/// Text with our own colour sequences in it.
enum Styled {
    /// The beginning that fits, with an ellipsis where something was cut off: behind a word, if that is not long; colours
    /// take no room.
    static func cut(_ text: String, to width: Int) -> String {
        guard DisplayWidth.columns(plain(text)) > width else { return text }
        var (cut, columns, rest, isStyled) = ("", 0, text[...], false)
        while let character = rest.first {
            if let sequence = rest.prefixMatch(of: #/\u{1B}\[[0-9;]*m/#) {
                cut += sequence.0
                rest = rest[sequence.range.upperBound...]
                isStyled = true
                continue
            }
            columns += DisplayWidth.columns(String(character))
            if columns >= width { break }
            cut.append(character)
            rest.removeFirst()
        }
        return withoutHalfAWord(cut, before: rest) + "…" + (isStyled ? "\u{1B}[0m" : "")
    }

    private static func withoutHalfAWord(_ cut: String, before rest: Substring) -> String {
        guard rest.first != " ", let blank = cut.lastIndex(of: " ") else { return cut }
        let word = cut[cut.index(after: blank)...]
        return word.count <= 12 && !word.contains("\u{1B}") ? String(cut[...blank]) : cut
    }

    static func plain(_ text: String) -> String {
        text.contains("\u{1B}") ? text.replacing(#/\u{1B}\[[0-9;]*m/#, with: "") : text
    }
}

extension String {
    fileprivate var trimmingBlanksAtEnd: String {
        String(self[..<(lastIndex { $0 != " " }.map(index(after:)) ?? startIndex)])
    }
}
