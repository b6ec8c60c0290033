/// Lists the log streams of a group.
///
/// Errors: `ResourceNotFoundException`, `InvalidParameterException`.
public enum DescribeLogStreams: Operation {
    public static let target = Service.logs.target("DescribeLogStreams")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var logGroupName: String?
        public var logGroupIdentifier: String?
        public var logStreamNamePrefix: String?
        /// By name if absent.
        public var orderBy: LogStreamOrder?
        public var descending: Bool?
        public var nextToken: String?
        /// 1 to 50, which it is if absent.
        public var limit: Int?

        public init(
            logGroupName: String? = nil, logGroupIdentifier: String? = nil, logStreamNamePrefix: String? = nil,
            orderBy: LogStreamOrder? = nil, descending: Bool? = nil, nextToken: String? = nil, limit: Int? = nil
        ) {
            self.logGroupName = logGroupName
            self.logGroupIdentifier = logGroupIdentifier
            self.logStreamNamePrefix = logStreamNamePrefix
            self.orderBy = orderBy
            self.descending = descending
            self.nextToken = nextToken
            self.limit = limit
        }
    }

    /// What the service answers.
    public struct Output: Codable, Sendable, Hashable {
        public var logStreams: [LogStream]?
        public var nextToken: String?

        public init(logStreams: [LogStream]? = nil, nextToken: String? = nil) {
            self.logStreams = logStreams
            self.nextToken = nextToken
        }
    }
}

/// A log stream; times in milliseconds since the epoch.
public struct LogStream: Codable, Sendable, Hashable {
    public var logStreamName: String?
    public var creationTime: Int64?
    public var firstEventTimestamp: Int64?
    public var lastEventTimestamp: Int64?
    public var lastIngestionTime: Int64?
    public var arn: String?

    public init(
        logStreamName: String? = nil, creationTime: Int64? = nil, firstEventTimestamp: Int64? = nil,
        lastEventTimestamp: Int64? = nil, lastIngestionTime: Int64? = nil, arn: String? = nil
    ) {
        self.logStreamName = logStreamName
        self.creationTime = creationTime
        self.firstEventTimestamp = firstEventTimestamp
        self.lastEventTimestamp = lastEventTimestamp
        self.lastIngestionTime = lastIngestionTime
        self.arn = arn
    }
}

/// What log streams are sorted by.
public enum LogStreamOrder: String, Choice {
    case name = "LogStreamName"
    case lastEventTime = "LastEventTime"
}
