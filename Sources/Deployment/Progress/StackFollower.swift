public import AWS
public import Foundation

/// Follows what goes on with a stack, by its events.
public struct StackFollower: Sendable {
    let client: CloudFormationClient
    public let stackID: String
    /// Older events belong to something else.
    let since: Date
    /// The last that is known already.
    private var last: StackEvent?
    var pace = PollingPace.stack
    var patience = Patience.service

    public init(_ stackID: String, by client: CloudFormationClient, since: Date) {
        self.stackID = stackID
        self.client = client
        self.since = since
    }

    /// When the last thing happened that has happened so far: what comes is newer.
    public static func newest(of stackID: String, by client: CloudFormationClient) async throws -> Date {
        var newest = Date.distantPast
        _ = try await client.describeStackEvents(stackID) { event in
            newest = max(newest, event.timestamp)
            return true
        }
        return after(newest)
    }

    /// Times are told to the millisecond.
    private static func after(_ time: Date) -> Date { time.addingTimeInterval(0.0005) }

    /// Follows what comes after an event; `nil` for everything.
    public init(_ stackID: String, by client: CloudFormationClient, after event: StackEvent?) {
        self.init(stackID, by: client, since: event.map { Self.after($0.timestamp) } ?? .distantPast)
        last = event
    }

    /// What there is to tell.
    public enum News: Sendable {
        case steps([StackProgress.Step])
        /// Nothing has ended for a while; these are being worked on.
        case waiting([ResourcePlace])
    }

    /// So long without news a person wants to know that something still goes on.
    private static let silence = Duration.seconds(30)

    /// Follows to the end; what passes by itself, such as a network that is away, is borne for minutes.
    ///
    /// - Parameter total: how many resources are concerned, where it is known.
    /// - Throws: `CancellationError` when the watching is cancelled, and what asking throws: what goes on goes on.
    public func follow(total: Int? = nil, _ receive: (News) async -> Void) async throws -> StackProgress {
        var progress = StackProgress(of: stackID, total: total)
        if let end = try await endThatIsKnown() { return end }
        var pace = pace
        var silent = Duration.zero
        while true {
            let steps = try await look(&progress)
            if !steps.isEmpty { await receive(.steps(steps)) }
            if progress.end != nil { return progress }
            let wait = pace.next(hasMoved: !steps.isEmpty)
            silent = steps.isEmpty ? silent + wait : .zero
            if silent >= Self.silence {
                await receive(.waiting(progress.running))
                silent = .zero
                if try await hasDisappeared() { throw StackError.disappeared(stack: stackID) }
            }
            try await Task.sleep(for: wait)
        }
    }

    private func look(_ progress: inout StackProgress) async throws -> [StackProgress.Step] {
        var steps: [StackProgress.Step] = []
        var looked: Set<String> = []
        // The events of a stack tell of those nested in it, which may have ended meanwhile.
        while true {
            let stacks = (progress.nested + [stackID]).filter { looked.insert($0).inserted }
            if stacks.isEmpty { return steps }
            var events: [StackEvent] = []
            for stack in stacks {
                let known = progress
                events += try await patience.asking {
                    try await client.describeStackEvents(stack) { known.knows($0) || $0.timestamp < since }
                }
            }
            steps += progress.take(events)
        }
    }

    /// What has ended with the last that is known; an end may also be that of an operation before.
    private func endThatIsKnown() async throws -> StackProgress? {
        var known = StackProgress(of: stackID)
        _ = known.take([last].compactMap(\.self))
        guard known.end != nil else { return nil }
        return try await stack()?.stackStatus.isInProgress == true ? nil : known
    }

    private func hasDisappeared() async throws -> Bool { try await stack() == nil }

    private func stack() async throws -> Stack? {
        try await patience.asking { try await client.describeStack(stackID) }
    }
}
