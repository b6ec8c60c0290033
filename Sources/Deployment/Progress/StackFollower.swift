public import AWS
public import Foundation

/// Follows what goes on with a stack, by its events.
public struct StackFollower: Sendable {
    let client: CloudFormationClient
    public let stackID: String
    /// Older events belong to something else.
    let since: Date
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
        // Times are told to the millisecond.
        return newest.addingTimeInterval(0.0005)
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

    private func hasDisappeared() async throws -> Bool {
        try await patience.asking { try await client.describeStack(stackID) } == nil
    }
}
