import CEditLine

extension TerminalSession {
    /// Searches the history as one types: `(search) 'text': match`.
    ///
    /// Ctrl-R goes to older matches, Ctrl-G and Escape give up, Enter runs the match, any other key edits it.
    func search() -> Outcome {
        let original = line
        var search = HistorySearch(lines: history ?? [])
        moveToPrompt()
        show(search)
        while true {
            guard case .key(let key) = keys.next() else {
                updateWidth()
                show(search)
                continue
            }
            switch key {
            case "\u{12}": search.older()
            case "\u{7F}", "\u{8}": search.shorten()
            case "\u{7}", "\u{3}": return leave(with: original)
            case "\r", "\n":
                let outcome = leave(with: search.match.map { EditedLine(before: $0, after: "") } ?? original)
                pushedBack = ["\r"]
                return outcome
            case _ where key.value < 0x20:
                let outcome = leave(with: search.match.map { EditedLine(before: $0, after: "") } ?? original)
                if key != "\u{1B}" || keys.hasMore { pushedBack = [key] }
                return outcome
            default: search.lengthen(key)
            }
            show(search)
        }
    }

    private func show(_ search: HistorySearch) {
        let match = (search.match ?? "").replacing("\n", with: " ")
        let label = search.match == nil && !search.text.isEmpty ? "(search, nothing found)" : "(search)"
        write("\r\u{1B}[K" + DisplayWidth.cut("\(label) '\(search.text)': \(match)", to: width - 1))
    }

    private func leave(with new: EditedLine) -> Outcome {
        line = new
        write("\r\u{1B}[J")
        sluice_refresh(editor)
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
