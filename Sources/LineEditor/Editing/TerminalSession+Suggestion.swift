extension TerminalSession {
    /// Shows in grey how the newest line of the history that begins as typed goes on.
    ///
    /// libedit knows nothing of it: it is wiped and the cursor is back before the next key gets there. It never
    /// reaches the margin, so it never wraps.
    func showSuggestion() {
        guard !keys.isAhead, !isPasteOpen else { return }
        let line = line
        guard let rest = suggestion(for: line) else { return }
        let room = width - 1 - Layout(prompt.text + line.before, width: width).column
        let shown = DisplayWidth.cut(rest, to: room)
        let columns = DisplayWidth.columns(shown)
        guard columns > 0 else { return }
        isSuggesting = true
        write("\u{1B}[90m\(shown)\u{1B}[0m\u{1B}[\(columns)D")
    }

    /// Wipes the suggestion, also where a narrower window has wrapped it.
    func hideSuggestion() {
        if isSuggesting { write("\u{1B}[J") }
        isSuggesting = false
    }

    /// The suggestion for a line with the cursor at its end.
    func suggestion(for line: EditedLine) -> String? {
        guard configuration.suggestsFromHistory, !isQuestion, line.after.isEmpty, !line.before.isEmpty else {
            return nil
        }
        let typed = line.before
        guard let match = history?.last(where: { $0.hasPrefix(typed) && $0 != typed && !$0.contains("\n") }) else {
            return nil
        }
        return String(match.dropFirst(typed.count))
    }
}
