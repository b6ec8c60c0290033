/// Answers as soon as there is something to look at behind a position of a build's log: another line, or the build's end.
/// If nothing comes it answers after some seconds all the same.
///
/// Part of sluice's extension; at AWS one can only ask `GetLogEvents` again and again.
///
/// Errors: `InvalidParameterException`, `ResourceNotFoundException`.
public enum AwaitLogEvents: Operation {
    public static let target = Service.sluice.target("AwaitLogEvents")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var logGroupName: String?
        public var logStreamName: String
        /// The `nextForwardToken` of what was read last; the beginning of the log if `nil`.
        public var nextToken: String?

        public init(logGroupName: String? = nil, logStreamName: String, nextToken: String? = nil) {
            self.logGroupName = logGroupName
            self.logStreamName = logStreamName
            self.nextToken = nextToken
        }
    }

    /// What the service answers.
    public typealias Output = Empty
}
