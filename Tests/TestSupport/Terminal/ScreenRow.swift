/// One row of the model's screen.
struct ScreenRow: Sendable, Equatable {
    /// A cell holds a character with its combining marks; the second half of a wide one is empty text.
    var cells: [String]
    /// Whether the text goes on in the next row because it reached the margin.
    var isWrapped = false

    init(width: Int) {
        cells = Array(repeating: " ", count: width)
    }

    init(_ cells: [String], width: Int) {
        self.cells = Array(cells.prefix(width))
        self.cells += Array(repeating: " ", count: max(0, width - cells.count))
    }

    /// The row as one reads it, without the blanks at its end.
    var text: String {
        var text = cells.joined()
        while text.last == " " { text.removeLast() }
        return text
    }

    /// The cells up to the last one that holds something.
    var used: [String] { Array(cells[..<((cells.lastIndex { $0 != " " }) ?? -1).advanced(by: 1)]) }

    mutating func clear(_ columns: Range<Int>) {
        for column in columns.clamped(to: 0..<cells.count) { cells[column] = " " }
    }

    /// Puts a character in; what is left of a wide one it overwrites by half becomes blank.
    mutating func put(_ text: String, at column: Int, width: Int) {
        if cells[column].isEmpty, column > 0 { cells[column - 1] = " " }
        let end = column + width
        if end < cells.count, cells[end].isEmpty { cells[end] = " " }
        cells[column] = text
        for filler in (column + 1)..<max(column + 1, end) { cells[filler] = "" }
    }
}
