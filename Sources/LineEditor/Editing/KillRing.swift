/// What was killed, newest last; kills in a row are one.
struct KillRing {
    private var kills: [String] = []
    private var shown = 0
    private static let limit = 60

    enum Direction { case backward, forward }

    /// - Parameter joins: whether the kill goes on from the one before.
    mutating func add(_ text: String, _ direction: Direction, joins: Bool) {
        if text.isEmpty { return }
        guard joins, let last = kills.popLast() else {
            kills = kills.suffix(Self.limit - 1) + [text]
            return
        }
        kills.append(direction == .backward ? text + last : last + text)
    }

    /// The newest kill.
    mutating func yank() -> String? {
        shown = kills.count - 1
        return kills.last
    }

    /// The kill before the one last given, in a circle.
    mutating func yankOlder() -> String? {
        guard !kills.isEmpty else { return nil }
        shown = (shown - 1 + kills.count) % kills.count
        return kills[shown]
    }
}
