/// Searches log streams of a group for a text.
///
/// Errors: `ResourceNotFoundException`, `InvalidParameterException`.
public enum FilterLogEvents: Operation {
    public static let target = Service.logs.target("FilterLogEvents")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var logGroupName: String?
        public var logGroupIdentifier: String?
        public var logStreamNames: [String]?
        public var logStreamNamePrefix: String?
        public var startTime: Int64?
        public var endTime: Int64?
        public var filterPattern: String?
        public var nextToken: String?
        /// 1 to 10000.
        public var limit: Int?

        public init(
            logGroupName: String? = nil, logGroupIdentifier: String? = nil, logStreamNames: [String]? = nil,
            logStreamNamePrefix: String? = nil, startTime: Int64? = nil, endTime: Int64? = nil,
            filterPattern: String? = nil, nextToken: String? = nil, limit: Int? = nil
        ) {
            self.logGroupName = logGroupName
            self.logGroupIdentifier = logGroupIdentifier
            self.logStreamNames = logStreamNames
            self.logStreamNamePrefix = logStreamNamePrefix
            self.startTime = startTime
            self.endTime = endTime
            self.filterPattern = filterPattern
            self.nextToken = nextToken
            self.limit = limit
        }
    }

    /// What the service answers.
    public struct Output: Codable, Sendable, Hashable {
        public var events: [FilteredLogEvent]?
        public var nextToken: String?

        public init(events: [FilteredLogEvent]? = nil, nextToken: String? = nil) {
            self.events = events
            self.nextToken = nextToken
        }
    }
}

/// One line found by a search.
public struct FilteredLogEvent: Codable, Sendable, Hashable {
    public var logStreamName: String?
    public var timestamp: Int64?
    public var message: String?
    public var ingestionTime: Int64?
    public var eventId: String?

    public init(
        logStreamName: String? = nil, timestamp: Int64? = nil, message: String? = nil, ingestionTime: Int64? = nil,
        eventId: String? = nil
    ) {
        self.logStreamName = logStreamName
        self.timestamp = timestamp
        self.message = message
        self.ingestionTime = ingestionTime
        self.eventId = eventId
    }
}
