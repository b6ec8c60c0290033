/// The screen of a terminal, as far as line editing and coloured output need it: text of all widths, wrapping at the
/// margin, moving, erasing, inserting, deleting, scrolling, resizing. Colours are understood and forgotten.
public struct Screen: Sendable {
    public internal(set) var columns: Int
    public internal(set) var height: Int
    /// Where the next character goes, counted from 0.
    public internal(set) var cursor = (row: 0, column: 0)
    /// The modes `ESC[?…h` that are on, 2004 (bracketed paste) for one.
    public internal(set) var modes: Set<Int> = [25]
    /// How often the bell rang.
    public internal(set) var bells = 0
    /// Whether text is wrapped anew when the width changes, as most terminals do; xterm cuts it off.
    public var rewraps = true

    var lines: [ScreenRow]
    var scrolledOff: [ScreenRow] = []
    /// The last column is filled; the next character goes to the next row.
    var isAtMargin = false
    private var saved = (row: 0, column: 0)
    private var parser = TerminalInputParser()

    public init(columns: Int, rows: Int) {
        self.columns = columns
        height = rows
        lines = Array(repeating: ScreenRow(width: columns), count: rows)
    }

    /// The rows, each without the blanks at its end.
    public var rows: [String] { lines.map(\.text) }

    /// The rows down to the last one that holds something.
    public var text: String {
        var rows = rows
        while rows.last == "" { rows.removeLast() }
        return rows.joined(separator: "\n")
    }

    /// What has scrolled off the top, then what is on the screen.
    public var transcript: String {
        (scrolledOff.map(\.text) + [text]).joined(separator: "\n")
    }

    /// The text of the cursor's row that stands before it.
    public var textBeforeCursor: String { lines[cursor.row].cells[..<cursor.column].joined() }

    /// Shows what a program wrote.
    public mutating func feed(_ bytes: some Sequence<UInt8>) {
        for input in parser.parse(bytes) {
            switch input {
            case .text(let scalar): put(scalar)
            case .control(let scalar): control(scalar)
            case .escape(let scalar): escape(scalar)
            case .sequence(let final, let mark, let numbers): sequence(final, mark, numbers)
            }
        }
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        let width = CellWidth.columns(scalar)
        if width == 0 { return combine(scalar) }
        if isAtMargin || cursor.column + width > columns {
            lines[cursor.row].isWrapped = true
            cursor.column = 0
            lineFeed()
        }
        lines[cursor.row].put(String(scalar), at: cursor.column, width: width)
        isAtMargin = cursor.column + width >= columns
        cursor.column = min(columns - 1, cursor.column + width)
    }

    private mutating func combine(_ scalar: Unicode.Scalar) {
        var column = isAtMargin ? cursor.column : cursor.column - 1
        if column > 0, lines[cursor.row].cells[column].isEmpty { column -= 1 }
        if column >= 0 { lines[cursor.row].cells[column].unicodeScalars.append(scalar) }
    }

    private mutating func control(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\u{7}": bells += 1
        case "\u{8}": move(to: cursor.row, cursor.column - 1)
        case "\t": move(to: cursor.row, (cursor.column / 8 + 1) * 8)
        case "\n", "\u{B}", "\u{C}": lineFeed()
        case "\r": move(to: cursor.row, 0)
        default: break
        }
    }

    private mutating func escape(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "7": saved = cursor
        case "8": move(to: saved.row, saved.column)
        case "D": lineFeed()
        case "E":
            cursor.column = 0
            lineFeed()
        case "M": reverseLineFeed()
        case "c": self = Screen(columns: columns, rows: height)
        default: break
        }
    }

    mutating func save() { saved = cursor }

    mutating func restore() { move(to: saved.row, saved.column) }

    mutating func move(to row: Int, _ column: Int) {
        cursor = (min(max(0, row), height - 1), min(max(0, column), columns - 1))
        isAtMargin = false
    }

    mutating func lineFeed() {
        isAtMargin = false
        if cursor.row < height - 1 { cursor.row += 1 } else { scrollUp() }
    }

    mutating func scrollUp() {
        scrolledOff.append(lines.removeFirst())
        lines.append(ScreenRow(width: columns))
    }

    private mutating func reverseLineFeed() {
        isAtMargin = false
        if cursor.row > 0 {
            cursor.row -= 1
            return
        }
        lines.removeLast()
        lines.insert(ScreenRow(width: columns), at: 0)
    }
}
