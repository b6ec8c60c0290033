/// Texts in aligned columns. A cell with several lines makes its row as high.
struct AlignedTable {
    var title: String
    var header: [String]
    var rows: [[String]]

    /// Rows by their second column, what is added before what is removed.
    mutating func sortByResource() {
        rows.sort { ($0[1], $0[0], $0.dropFirst(2).joined()) < ($1[1], $1[0], $1.dropFirst(2).joined()) }
    }

    /// Without colours and without blanks at the ends of lines.
    var text: String { ([title] + alignedRows).joined(separator: "\n") }

    /// The lines of the header, if there is one, and of the rows.
    var alignedRows: [String] {
        let cells = ([header].filter { !$0.isEmpty } + rows).map { row in
            row.map { $0.split(separator: "\n", omittingEmptySubsequences: false) }
        }
        let widths = (0..<(cells.map(\.count).max() ?? 0)).map { column in
            cells.flatMap { $0[column] }.map(\.count).max() ?? 0
        }
        return cells.flatMap { row in
            (0..<(row.map(\.count).max() ?? 0)).map { line in
                Self.line(row.map { $0.indices.contains(line) ? String($0[line]) : "" }, widths)
            }
        }
    }

    private static func line(_ cells: [String], _ widths: [Int]) -> String {
        var line = ""
        for (cell, width) in zip(cells, widths) {
            line += cell + String(repeating: " ", count: width - cell.count + 2)
        }
        return String(line.reversed().drop { $0 == " " }.reversed())
    }
}
