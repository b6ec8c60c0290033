import Foundation
public import PipelineAPI
import Runner

extension BuildCatalog {
    public func getLogEvents(_ input: GetLogEvents.Input) throws -> GetLogEvents.Output {
        let directory = try stream(
            input.logStreamName, group: LogGroup.name(input.logGroupName, input.logGroupIdentifier))
        let limit = try Self.checked(input.limit)
        let token = try input.nextToken.map(LogToken.init)
        let isForward = token?.isForward ?? (input.startFromHead ?? false)
        let page =
            try isForward
            ? directory.page(from: token?.offset ?? 0, limit) : directory.page(before: token?.offset, limit)
        let events = page.events.filter { Self.isWanted($0.timestamp, from: input.startTime, to: input.endTime) }
        return GetLogEvents.Output(
            events: events.map {
                OutputLogEvent(timestamp: $0.timestamp, message: $0.message + "\n", ingestionTime: $0.timestamp)
            },
            nextForwardToken: LogToken(isForward: true, offset: page.end).text,
            nextBackwardToken: LogToken(isForward: false, offset: page.start).text)
    }

    func stream(_ name: String, group: String?) throws -> BuildDirectory {
        guard let directory = directory(stream: name), let request = try? directory.request(),
            group == nil || group == BuildLogLocation(request).group
        else {
            throw APIError(
                code: "ResourceNotFoundException", message: "The specified log stream does not exist.")
        }
        return directory
    }

    static func checked(_ limit: Int?) throws(APIError) -> Int {
        let limit = limit ?? 10_000
        guard (1...10_000).contains(limit) else {
            throw APIError(code: "InvalidParameterException", message: "limit must be 1 to 10000")
        }
        return limit
    }

    static func isWanted(_ timestamp: Int64, from start: Int64?, to end: Int64?) -> Bool {
        timestamp >= start ?? .min && timestamp < end ?? .max
    }
}

/// Some events of a log, and the offsets before the first and behind the last of them.
private struct LogPage {
    var events: [LogEvent]
    var start: UInt64
    var end: UInt64
}

extension BuildDirectory {
    fileprivate func page(from offset: UInt64, _ limit: Int) throws -> LogPage {
        let page = try logEvents(from: offset, limit: limit)
        return LogPage(events: page.events, start: page.events.first?.offset ?? offset, end: page.next)
    }

    /// - Parameter offset: the end of the log if `nil`.
    fileprivate func page(before offset: UInt64?, _ limit: Int) throws -> LogPage {
        let page = try logEvents(before: offset, limit: limit)
        let end = try page.events.last.map { try logEvents(from: $0.offset, limit: 1).next }
        return LogPage(events: page.events, start: page.previous, end: end ?? offset ?? 0)
    }
}

/// A position in a log: which way to read on, and from which byte.
struct LogToken {
    let isForward: Bool
    let offset: UInt64

    init(isForward: Bool, offset: UInt64) {
        self.isForward = isForward
        self.offset = offset
    }

    init(_ text: String) throws(APIError) {
        let parts = text.split(separator: "/")
        guard parts.count == 2, parts[0] == "f" || parts[0] == "b", let offset = UInt64(parts[1]) else {
            throw APIError(code: "InvalidParameterException", message: "The specified nextToken is invalid.")
        }
        self.init(isForward: parts[0] == "f", offset: offset)
    }

    var text: String { "\(isForward ? "f" : "b")/\(offset)" }
}
