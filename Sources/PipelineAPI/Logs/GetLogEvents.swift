/// Reads a log stream, forwards or backwards from a position.
///
/// The end of what exists shows as the same token coming back.
/// Errors: `ResourceNotFoundException`, `InvalidParameterException`.
public enum GetLogEvents: Operation {
    public static let target = Service.logs.target("GetLogEvents")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var logGroupName: String?
        public var logGroupIdentifier: String?
        public var logStreamName: String
        /// Milliseconds since the epoch, inclusive.
        public var startTime: Int64?
        /// Milliseconds since the epoch, exclusive.
        public var endTime: Int64?
        public var nextToken: String?
        /// 1 to 10000.
        public var limit: Int?
        /// Oldest first; newest first if absent.
        public var startFromHead: Bool?

        public init(
            logGroupName: String? = nil, logGroupIdentifier: String? = nil, logStreamName: String,
            startTime: Int64? = nil, endTime: Int64? = nil, nextToken: String? = nil, limit: Int? = nil,
            startFromHead: Bool? = nil
        ) {
            self.logGroupName = logGroupName
            self.logGroupIdentifier = logGroupIdentifier
            self.logStreamName = logStreamName
            self.startTime = startTime
            self.endTime = endTime
            self.nextToken = nextToken
            self.limit = limit
            self.startFromHead = startFromHead
        }
    }

    /// What the service answers.
    public struct Output: Codable, Sendable, Hashable {
        public var events: [OutputLogEvent]?
        public var nextForwardToken: String?
        public var nextBackwardToken: String?

        public init(
            events: [OutputLogEvent]? = nil, nextForwardToken: String? = nil, nextBackwardToken: String? = nil
        ) {
            self.events = events
            self.nextForwardToken = nextForwardToken
            self.nextBackwardToken = nextBackwardToken
        }
    }
}

/// One line of a log.
public struct OutputLogEvent: Codable, Sendable, Hashable {
    /// Milliseconds since the epoch.
    public var timestamp: Int64?
    public var message: String?
    public var ingestionTime: Int64?

    public init(timestamp: Int64? = nil, message: String? = nil, ingestionTime: Int64? = nil) {
        self.timestamp = timestamp
        self.message = message
        self.ingestionTime = ingestionTime
    }
}
