/// A walk through the history: to older lines and back, through those that begin with what was typed.
struct HistoryWalk {
    private let lines: [String]
    /// What was typed when the walk began; the way back ends there.
    private let typed: String
    private var position: Int
    /// The line the walk shows now; when the line is another one, a new walk begins.
    private(set) var shown: String

    init(_ lines: [String], typed: String) {
        self.lines = lines
        self.typed = typed
        position = lines.count
        shown = typed
    }

    /// The next older line, if there is one.
    mutating func older() -> String? {
        guard let next = lines[..<position].lastIndex(where: { $0.hasPrefix(typed) && $0 != shown }) else {
            return nil
        }
        position = next
        shown = lines[next]
        return shown
    }

    /// The next newer line, at last what was typed.
    mutating func newer() -> String? {
        guard position < lines.count else { return nil }
        let rest = lines[(position + 1)...]
        if let next = rest.firstIndex(where: { $0.hasPrefix(typed) && $0 != shown }) {
            position = next
            shown = lines[next]
        } else {
            position = lines.count
            shown = typed
        }
        return shown
    }
}
