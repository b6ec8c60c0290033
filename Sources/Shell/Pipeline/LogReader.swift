import AWS
import Foundation
import PipelineAPI
import Synchronization

/// Reads a log stream page by page, from the beginning on.
///
/// The end of what exists shows as the same token coming back ("GetLogEvents" in CloudWatch Logs' API).
final class LogReader: Sendable {
    private let client: ServiceClient
    private let group: String?
    private let stream: String
    private let next = Mutex<String?>(nil)

    init(client: ServiceClient, group: String?, stream: String) {
        self.client = client
        self.group = group
        self.stream = stream
    }

    /// The last events of what exists; `nextPage()` then goes on after them.
    func last(_ count: Int) async throws -> [OutputLogEvent] {
        var events: [OutputLogEvent] = []
        var token: String?
        repeat {
            let answer = try await client(
                GetLogEvents.self,
                .init(
                    logGroupName: group, logStreamName: stream, nextToken: token,
                    limit: min(count - events.count, 10_000), startFromHead: false))
            if token == nil { next.withLock { $0 = answer.nextForwardToken } }
            events = (answer.events ?? []) + events
            if answer.nextBackwardToken == token { break }
            token = answer.nextBackwardToken
        } while events.count < count
        return events
    }

    /// The events after those read so far, perhaps none; `nil` at the end of what exists.
    func nextPage() async throws -> [OutputLogEvent]? {
        let token = next.withLock { $0 }
        let answer = try await client(
            GetLogEvents.self,
            .init(logGroupName: group, logStreamName: stream, nextToken: token, startFromHead: true))
        next.withLock { $0 = answer.nextForwardToken }
        return answer.nextForwardToken == token ? nil : answer.events ?? []
    }

    /// Waits until there may be more to read, or the build has ended. An engine of ours says when; time does where nobody
    /// says so (AWS), and for as long as nobody is there.
    func waitForMore(_ pace: Duration) async throws {
        if client.hasEvents {
            let token = next.withLock { $0 }
            do {
                _ = try await client(
                    AwaitLogEvents.self, .init(logGroupName: group, logStreamName: stream, nextToken: token))
                // Lines come in bursts; one look at the end of a burst is enough.
                return try await Task.sleep(for: Self.burst)
            } catch is ClientError {}
        }
        try await Task.sleep(for: pace)
    }

    private static let burst = Duration.milliseconds(10)
}
