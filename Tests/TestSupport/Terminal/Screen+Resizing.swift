extension Screen {
    /// Gives the screen another size; text that no longer fits at the bottom goes off at the top.
    public mutating func resize(columns: Int, rows: Int) {
        if columns != self.columns { rewraps ? rewrap(to: columns) : cut(to: columns) }
        height = rows
        while lines.count > rows, cursor.row < lines.count - 1, lines.last?.used.isEmpty == true { lines.removeLast() }
        while lines.count > rows {
            scrolledOff.append(lines.removeFirst())
            cursor.row -= 1
        }
        while lines.count < rows { lines.append(ScreenRow(width: columns)) }
        move(to: cursor.row, cursor.column)
    }

    private mutating func cut(to width: Int) {
        lines = lines.map { ScreenRow($0.cells, width: width) }
        columns = width
    }

    /// Joins the rows that belong together and wraps them anew; the cursor stays at its place in the text.
    private mutating func rewrap(to width: Int) {
        var rewrapped: [ScreenRow] = []
        var newCursor = cursor
        for range in joinedRows {
            let last = range.upperBound - 1
            let before = range.dropLast().flatMap { lines[$0].cells }
            var cells = before + lines[last].used
            let offset = range.contains(cursor.row) ? (cursor.row - range.lowerBound) * columns + cursor.column : nil
            if let offset { cells += Array(repeating: " ", count: max(0, offset - cells.count)) }
            if let offset { newCursor = (rewrapped.count + offset / width, offset % width) }
            rewrapped += Self.wrapped(cells, width: width)
        }
        while newCursor.row >= rewrapped.count { rewrapped.append(ScreenRow(width: width)) }
        (lines, cursor, columns) = (rewrapped, newCursor, width)
    }

    /// Ranges of rows, each one line of text.
    private var joinedRows: [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        for row in lines.indices where !lines[row].isWrapped || row == lines.count - 1 {
            ranges.append(start..<(row + 1))
            start = row + 1
        }
        return ranges
    }

    private static func wrapped(_ cells: [String], width: Int) -> [ScreenRow] {
        var rows: [ScreenRow] = []
        var rest = cells[...]
        repeat {
            var row = Array(rest.prefix(width))
            let isHalved = rest.count > width && rest[rest.startIndex + width].isEmpty
            if isHalved { row.removeLast() }
            rest = rest.dropFirst(row.count)
            rows.append(ScreenRow(row, width: width))
            if !rest.isEmpty { rows[rows.count - 1].isWrapped = true }
        } while !rest.isEmpty
        return rows
    }
}
