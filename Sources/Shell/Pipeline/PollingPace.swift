/// How long to wait before looking again: longer and longer while nothing moves, short again after something has.
struct PollingPace: Equatable {
    /// For a pipeline: what people watch, yet no more than AWS likes from everybody in an account together.
    static let pipeline = PollingPace(shortest: .seconds(2), longest: .seconds(30))
    /// For a build's log.
    static let log = PollingPace(shortest: .milliseconds(500), longest: .seconds(5))
    /// For room in a build queue, which comes when other builds end.
    static let queue = PollingPace(shortest: .seconds(5), longest: .seconds(120))

    let shortest: Duration
    let longest: Duration
    private var current: Duration

    init(shortest: Duration, longest: Duration) {
        (self.shortest, self.longest) = (shortest, longest)
        current = shortest
    }

    /// The next wait, which grows by half each time that nothing moved.
    mutating func next(hasMoved: Bool) -> Duration {
        if hasMoved { current = shortest }
        defer { current = min(longest, current * 3 / 2) }
        return current
    }
}
