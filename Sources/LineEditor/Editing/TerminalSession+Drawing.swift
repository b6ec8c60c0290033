import CEditLine
import Glibc

extension TerminalSession {
    /// Takes the width of the window anew. Answers whether it has changed.
    @discardableResult
    func updateWidth() -> Bool {
        guard let current = windowWidth, current != width else { return false }
        width = current
        return true
    }

    /// Whether the window has another width than the one drawn for.
    var hasResized: Bool { windowWidth.map { $0 != width } ?? false }

    private var windowWidth: Int? {
        var size = winsize()
        guard ioctl(configuration.output, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// Wipes prompt and line, prints texts in their place, and draws prompt and line anew below them.
    ///
    /// The row of the cursor is worked out from what is shown: after a change of the window's size libedit's own idea
    /// of it is stale. Most terminals rewrap what they show, so there the new width is the one that counts.
    func redraw(above texts: [String] = [], then change: () -> Void = {}) {
        moveToPrompt()
        printNotices(texts)
        change()
        repaint()
    }

    func printNotices(_ texts: [String]) {
        for text in texts { write(text.replacing("\n", with: "\r\n") + "\r\n") }
    }

    /// Has libedit draw prompt and line, from the cursor: it is in column 0 of a clear row.
    func repaint() {
        drawnWidth = width
        sluice_refresh(editor)
    }

    /// Where the cursor is, and where the line ends, counted from the start of the prompt.
    private var places: (cursor: Layout, end: Layout) {
        let (start, line) = (prompt.text + line.before, line)
        let before = Layout.broken(start, before: line.after.unicodeScalars.first, width: drawnWidth)
        let all = Layout.broken(prompt.text + line.text, width: drawnWidth)
        let shownWidth = rewraps ? width : drawnWidth
        return (Layout(before, width: shownWidth), Layout(all, width: shownWidth))
    }

    /// Whether the terminal wraps anew what it shows when its width changes: xterm and the console of Linux do not.
    var rewraps: Bool {
        let environment = configuration.environment
        // Others may be started from an xterm, and hand its variable on.
        let isOther = environment["TMUX"] != nil || environment["VTE_VERSION"] != nil
        return environment["TERM"] != "linux" && (environment["XTERM_VERSION"] == nil || isOther)
    }

    /// Moves to the first column of the prompt and clears from there to the end of the screen.
    func moveToPrompt() {
        let rows = places.cursor.row
        write((rows > 0 ? "\u{1B}[\(rows)A" : "") + "\r\u{1B}[J")
    }

    /// Moves behind the line, to the start of a row of its own.
    func moveBelowLine() {
        moveToEndOfLine()
        write("\r\n")
    }

    /// Moves to where the next character of the line would go.
    func moveToEndOfLine() {
        let (here, end) = places
        let down = end.row > here.row ? "\u{1B}[\(end.row - here.row)B" : ""
        write(down + "\r" + (end.column > 0 ? "\u{1B}[\(end.column)C" : ""))
    }

    /// Writes to the terminal, after what libedit has written so far.
    func write(_ text: String) {
        if files.count > 1 { fflush(files[1]) }
        writeWhole(text, to: configuration.output)
    }
}
