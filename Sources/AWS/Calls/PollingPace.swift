/// How long to wait before looking again: longer and longer while nothing moves, short again after something has.
public struct PollingPace: Equatable, Sendable {
    /// For a pipeline: what people watch, yet no more than AWS likes from everybody in an account together.
    public static let pipeline = PollingPace(shortest: .seconds(2), longest: .seconds(30))
    /// For a build's log.
    public static let log = PollingPace(shortest: .milliseconds(500), longest: .seconds(5))
    /// For room in a build queue, which comes when other builds end.
    public static let queue = PollingPace(shortest: .seconds(5), longest: .seconds(120))
    /// For a stack: CloudFormation allows few looks a second to an account.
    public static let stack = PollingPace(shortest: .milliseconds(250), longest: .seconds(3))

    public let shortest: Duration
    public let longest: Duration
    private var current: Duration

    public init(shortest: Duration, longest: Duration) {
        (self.shortest, self.longest) = (shortest, longest)
        current = shortest
    }

    /// The next wait, which grows by half each time that nothing moved.
    public mutating func next(hasMoved: Bool) -> Duration {
        if hasMoved { current = shortest }
        defer { current = min(longest, current * 3 / 2) }
        return current
    }

    /// Looks until what is seen is what one waits for, as for something that tells nothing by itself.
    ///
    /// - Throws: what looking throws, and `CancellationError`.
    public func wait<Sight>(
        for look: () async throws -> Sight, until isEnough: (Sight) -> Bool
    ) async throws -> Sight {
        var pace = self
        while true {
            let sight = try await look()
            if isEnough(sight) { return sight }
            try await Task.sleep(for: pace.next(hasMoved: false))
        }
    }
}
