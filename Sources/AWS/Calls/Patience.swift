/// Goes on asking where nobody answers, or only not for now.
public struct Patience: Sendable {
    /// For what goes on at a service meanwhile: a network may be away for minutes.
    public static let service = Patience(
        pace: PollingPace(shortest: .seconds(1), longest: .seconds(20)), limit: .seconds(300))
    /// For an engine, which comes back with the next command.
    public static let engine = Patience(
        pace: PollingPace(shortest: .seconds(3), longest: .seconds(3)), limit: .seconds(15))

    let pace: PollingPace
    /// What the waits between failures in a row may add up to.
    let limit: Duration

    /// Asks until there is an answer.
    ///
    /// - Throws: `CancellationError`, a failure that does not pass by itself, and the last one where the limit is reached.
    public func asking<Answer>(_ ask: () async throws -> Answer) async throws -> Answer {
        var (pace, waited) = (pace, Duration.zero)
        while true {
            do {
                return try await ask()
            } catch let error as ClientError where error.isPassing && waited < limit {
                let wait = pace.next(hasMoved: false)
                waited += wait
                try await Task.sleep(for: wait)
            }
        }
    }
}

extension ClientError {
    /// Whether the service may have carried out what it was asked to, or not.
    public var leavesOpen: Bool {
        switch self {
        case .unreachable, .timedOut, .undecodable: true
        case .service(let error): RetryPolicy.reason(for: error) == .transient
        }
    }

    /// Whether nobody answered, or only not for now, as opposed to an answer that says no.
    var isPassing: Bool {
        switch self {
        case .unreachable, .timedOut: true
        case .service(let error): [.throttled, .transient].contains(RetryPolicy.reason(for: error))
        case .undecodable: false
        }
    }
}
