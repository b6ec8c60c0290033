/// Texts in aligned columns. A cell with several lines makes its row as high.
struct AlignedTable {
    var title: String
    var header: [String]
    var rows: [[String]]

    /// Rows by their second column, what is added before what is removed.
    mutating func sortByResource() {
        rows.sort { ($0[1], $0[0], $0.dropFirst(2).joined()) < ($1[1], $1[0], $1.dropFirst(2).joined()) }
    }

    /// Nobody reads a cell that is wider; a condition or a list of names would be.
    private static let widestCell = 60
    /// A cell is not broken into less, however narrow the terminal is.
    private static let narrowestCell = 12
    private static let gap = 2

    /// Breaks what is long, so that it makes its row higher rather than every row wider.
    ///
    /// - Parameter width: what rows should fit into: the widest columns give way to it first. `nil` for any width.
    mutating func fit(into width: Int?) {
        var widths = columnWidths.map { min($0, Self.widestCell) }
        if let width {
            while widths.reduce(Self.gap * (widths.count - 1), +) > width, let widest = widths.max(),
                widest > Self.narrowestCell, let column = widths.firstIndex(of: widest)
            {
                widths[column] -= 1
            }
        }
        rows = rows.map { row in zip(row, widths).map { Self.broken($0, at: $1) } }
    }

    private static func broken(_ cell: String, at width: Int) -> String {
        cell.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
            line.isEmpty ? [line] : stride(from: 0, to: line.count, by: width).map { line.dropFirst($0).prefix(width) }
        }.joined(separator: "\n")
    }

    /// Without colours and without blanks at the ends of lines.
    var text: String { ([title] + alignedRows).joined(separator: "\n") }

    /// The lines of the header, if there is one, and of the rows.
    var alignedRows: [String] {
        let widths = columnWidths
        return cells.flatMap { row in
            (0..<(row.map(\.count).max() ?? 0)).map { line in
                Self.line(row.map { $0.indices.contains(line) ? String($0[line]) : "" }, widths)
            }
        }
    }

    /// The lines of each cell.
    private var cells: [[[Substring]]] {
        ([header].filter { !$0.isEmpty } + rows).map { row in
            row.map { $0.split(separator: "\n", omittingEmptySubsequences: false) }
        }
    }

    private var columnWidths: [Int] {
        let cells = cells
        return (0..<(cells.map(\.count).max() ?? 0)).map { column in
            cells.flatMap { $0[column] }.map(\.count).max() ?? 0
        }
    }

    private static func line(_ cells: [String], _ widths: [Int]) -> String {
        var line = ""
        for (cell, width) in zip(cells, widths) {
            line += cell + String(repeating: " ", count: width - cell.count + gap)
        }
        return String(line.reversed().drop { $0 == " " }.reversed())
    }
}
