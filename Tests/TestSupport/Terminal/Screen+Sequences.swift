extension Screen {
    /// Carries out `ESC [` sequences, named as in ECMA-48.
    mutating func sequence(_ final: Unicode.Scalar, _ mark: Unicode.Scalar?, _ numbers: [Int]) {
        if mark == "?" { return setModes(final, numbers) }
        if mark != nil { return }
        let count = max(1, numbers.first ?? 1)
        switch final {
        case "A": move(to: cursor.row - count, cursor.column)
        case "B", "e": move(to: cursor.row + count, cursor.column)
        case "C", "a": move(to: cursor.row, cursor.column + count)
        case "D": move(to: cursor.row, cursor.column - count)
        case "E": move(to: cursor.row + count, 0)
        case "F": move(to: cursor.row - count, 0)
        case "G", "`": move(to: cursor.row, count - 1)
        case "d": move(to: count - 1, cursor.column)
        case "H", "f": move(to: count - 1, max(1, numbers.dropFirst().first ?? 1) - 1)
        case "s": save()
        case "u": restore()
        default: edit(final, count, kind: numbers.first ?? 0)
        }
    }

    private mutating func edit(_ final: Unicode.Scalar, _ count: Int, kind: Int) {
        switch final {
        case "J": eraseInScreen(kind)
        case "K": eraseInLine(kind)
        case "X": lines[cursor.row].clear(cursor.column..<min(columns, cursor.column + count))
        case "@": insertCells(count)
        case "P": deleteCells(count)
        case "L": insertLines(count)
        case "M": deleteLines(count)
        case "S": for _ in 0..<count { scrollUp() }
        default: break
        }
    }

    private mutating func setModes(_ final: Unicode.Scalar, _ numbers: [Int]) {
        if final == "h" { modes.formUnion(numbers) }
        if final == "l" { modes.subtract(numbers) }
    }

    private mutating func eraseInScreen(_ kind: Int) {
        eraseInLine(kind)
        let others = kind == 0 ? (cursor.row + 1)..<height : kind == 1 ? 0..<cursor.row : 0..<height
        for row in others { lines[row] = ScreenRow(width: columns) }
    }

    private mutating func eraseInLine(_ kind: Int) {
        let range = kind == 0 ? cursor.column..<columns : kind == 1 ? 0..<(cursor.column + 1) : 0..<columns
        lines[cursor.row].clear(range)
        if kind != 1 { lines[cursor.row].isWrapped = false }
    }

    private mutating func insertCells(_ count: Int) {
        let cells = lines[cursor.row].cells
        let blanks = Array(repeating: " ", count: min(count, columns - cursor.column))
        lines[cursor.row].cells = Array((cells[..<cursor.column] + blanks + cells[cursor.column...]).prefix(columns))
    }

    private mutating func deleteCells(_ count: Int) {
        let count = min(count, columns - cursor.column)
        lines[cursor.row].cells.removeSubrange(cursor.column..<(cursor.column + count))
        lines[cursor.row].cells += Array(repeating: " ", count: count)
    }

    private mutating func insertLines(_ count: Int) {
        for _ in 0..<min(count, height - cursor.row) {
            lines.removeLast()
            lines.insert(ScreenRow(width: columns), at: cursor.row)
        }
    }

    private mutating func deleteLines(_ count: Int) {
        for _ in 0..<min(count, height - cursor.row) {
            lines.remove(at: cursor.row)
            lines.append(ScreenRow(width: columns))
        }
    }
}
