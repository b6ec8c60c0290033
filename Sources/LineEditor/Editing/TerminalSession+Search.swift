import CEditLine

extension TerminalSession {
    /// Searches the history as one types: `(search) 'text': match`.
    ///
    /// Ctrl-R goes to older matches, Ctrl-G and Escape give up, Enter runs the match, any other key edits it.
    func search() -> Outcome {
        if isQuestion { return .error }
        let original = line
        var search = HistorySearch(lines: history ?? [])
        moveToPrompt()
        show(search)
        while true {
            switch keys.next() {
            case .wake where attendDuringSearch(): break
            case .endOfInput, .wake: return leave(with: original)
            case .key("\u{12}"): search.older()
            case .key("\u{7F}"), .key("\u{8}"): search.shorten()
            case .key("\u{7}"), .key("\u{3}"): return leave(with: original)
            case .key(let key) where key.value < 0x20:
                let isEscape = key == "\u{1B}" && !keys.hasMore
                if !isEscape { keys.putBack([key]) }
                let result = leave(with: search.match.map { EditedLine(before: $0, after: "") } ?? original)
                if isEscape { lineAtEscape = line }
                return result
            case .key(let key): search.lengthen(key)
            }
            wipeSearch()
            show(search)
        }
    }

    private func attendDuringSearch() -> Bool {
        if wake.takeContinuation() {
            setModes()
            // Others have written since: what stood in this row is elsewhere now.
            shownSearch = ""
        }
        let mail = takeMail()
        updateWidth()
        if let new = mail.prompt { prompt = new }
        wipeSearch()
        printNotices(mail.notices)
        if mail.isCancelled { ending = .interrupted }
        return ending == nil
    }

    private func text(_ search: HistorySearch) -> String {
        let match = (search.match ?? "").replacing("\n", with: " ")
        let label = search.match == nil && !search.text.isEmpty ? "(search, nothing found)" : "(search)"
        return "\(label) '\(search.text)': \(match)"
    }

    private func show(_ search: HistorySearch) {
        shownSearch = DisplayWidth.cut(text(search), to: width - 1)
        write(shownSearch)
    }

    /// Wipes the row of the search, or the rows into which a narrower window has wrapped it.
    private func wipeSearch() {
        let rows = rewraps ? Layout(shownSearch, width: width).row : 0
        write((rows > 0 ? "\u{1B}[\(rows)A" : "") + "\r\u{1B}[J")
    }

    private func leave(with new: EditedLine) -> Outcome {
        line = new
        wipeSearch()
        el_resize(editor)
        repaint()
        return .normal
    }
}

/// A search through the history, newest lines first.
struct HistorySearch {
    private let lines: [String]
    private(set) var text = ""
    private var position: Int

    init(lines: [String]) {
        self.lines = lines
        position = lines.count
    }

    var match: String? { lines.indices.contains(position) ? lines[position] : nil }

    mutating func lengthen(_ scalar: Unicode.Scalar) {
        text.unicodeScalars.append(scalar)
        find(before: min(position + 1, lines.count))
    }

    mutating func shorten() {
        _ = text.popLast()
        find(before: lines.count)
    }

    mutating func older() {
        if let older = lines[..<min(position, lines.count)].lastIndex(where: matches) { position = older }
    }

    private mutating func find(before end: Int) {
        position = lines[..<end].lastIndex(where: matches) ?? lines.count
    }

    private func matches(_ line: String) -> Bool { !text.isEmpty && line.contains(text) }
}
