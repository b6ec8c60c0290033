/// One line of a build's log.
public struct LogEvent: Sendable, Equatable {
    /// Milliseconds since the epoch.
    public var timestamp: Int64
    /// The line without its end; bytes that are not UTF-8 are replaced.
    public var message: String
    /// Where the line starts in the file.
    public var offset: UInt64
}
