import Foundation
public import PipelineAPI
import PipelineEngine
import Runner

extension BuildCatalog {
    public func describeLogStreams(_ input: DescribeLogStreams.Input) throws -> DescribeLogStreams.Output {
        let limit = input.limit ?? 50
        guard (1...50).contains(limit), input.orderBy != .lastEventTime || input.logStreamNamePrefix == nil else {
            throw APIError(
                code: "InvalidParameterException",
                message: "limit must be 1 to 50, and logStreamNamePrefix cannot be ordered by LastEventTime")
        }
        let members = try builds(inGroup: LogGroup.name(input.logGroupName, input.logGroupIdentifier))
        let streams = Self.sorted(
            try members.map(stream).filter { $0.logStreamName?.hasPrefix(input.logStreamNamePrefix ?? "") ?? false },
            by: input)
        let start = try Self.start(after: input.nextToken, in: streams)
        let page = streams[start...].prefix(limit)
        return DescribeLogStreams.Output(
            logStreams: Array(page), nextToken: page.endIndex < streams.endIndex ? page.last?.logStreamName : nil)
    }

    private func stream(_ build: (directory: BuildDirectory, request: BuildRequest)) throws -> LogStream {
        let first = try build.directory.logEvents(from: 0, limit: 1).events.first
        let last = try build.directory.logEvents(before: nil, limit: 1).events.last
        let location = BuildLogLocation(build.request)
        return LogStream(
            logStreamName: build.directory.url.lastPathComponent,
            creationTime: try build.directory.journal().first?.at ?? first?.timestamp,
            firstEventTimestamp: first?.timestamp, lastEventTimestamp: last?.timestamp,
            lastIngestionTime: last?.timestamp,
            arn: "arn:aws:logs:\(settings.region):\(settings.accountId):log-group:\(location.group)"
                + ":log-stream:\(build.directory.url.lastPathComponent)")
    }

    private static func sorted(_ streams: [LogStream], by input: DescribeLogStreams.Input) -> [LogStream] {
        let sorted = streams.sorted { left, right in
            let byName = left.logStreamName ?? "" < right.logStreamName ?? ""
            guard input.orderBy == .lastEventTime, left.lastEventTimestamp != right.lastEventTimestamp else {
                return byName
            }
            return left.lastEventTimestamp ?? 0 < right.lastEventTimestamp ?? 0
        }
        return input.descending ?? false ? sorted.reversed() : sorted
    }

    /// The token is the name of the last stream shown.
    private static func start(after token: String?, in streams: [LogStream]) throws(APIError) -> Int {
        guard let token else { return 0 }
        guard let last = streams.firstIndex(where: { $0.logStreamName == token }) else {
            throw APIError(code: "InvalidParameterException", message: "The specified nextToken is invalid.")
        }
        return last + 1
    }
}
