public import PipelineAPI
import Runner

extension BuildCatalog {
    /// The lines of a group's streams that fit, in the order of their times, whichever stream they are of.
    ///
    /// A page looks at a bounded number of lines, so it may be empty although its token leads on.
    public func filterLogEvents(_ input: FilterLogEvents.Input) throws -> FilterLogEvents.Output {
        let pattern = try LogFilterPattern(input.filterPattern ?? "")
        let limit = try Self.checked(input.limit)
        let position = try input.nextToken.map(LogPosition.init)
        var lines = try LogMerge(searched(input), after: position, since: input.startTime)
        var found: [FilteredLogEvent] = []
        var last = position
        for _ in 0..<Self.linesPerPage {
            guard found.count < limit else { break }
            guard let (place, line) = try lines.next() else { return FilterLogEvents.Output(events: found) }
            last = place
            if Self.isWanted(line.timestamp, from: input.startTime, to: input.endTime), pattern.matches(line.text) {
                found.append(FilteredLogEvent(line.event, stream: place.stream))
            }
        }
        return FilterLogEvents.Output(events: found, nextToken: last?.text)
    }

    /// The streams to look at: those named, those whose names begin so, or all of the group.
    private func searched(_ input: FilterLogEvents.Input) throws -> [BuildDirectory] {
        guard input.logStreamNames == nil || input.logStreamNamePrefix == nil else {
            throw APIError(
                code: "InvalidParameterException",
                message: "logStreamNames and logStreamNamePrefix exclude each other")
        }
        let group = LogGroup.name(input.logGroupName, input.logGroupIdentifier)
        let builds = try builds(inGroup: group)
        if let names = input.logStreamNames { return try Set(names).map { try stream($0, group: group) } }
        return builds.map(\.directory).filter { $0.stream.hasPrefix(input.logStreamNamePrefix ?? "") }
    }

    private static let linesPerPage = 500_000
}

extension FilteredLogEvent {
    fileprivate init(_ event: LogEvent, stream: String) {
        self.init(
            logStreamName: stream, timestamp: event.timestamp, message: event.message + "\n",
            ingestionTime: event.timestamp, eventId: "\(stream)/\(event.offset)")
    }
}
