/// One line of a build's log.
public struct LogEvent: Sendable, Equatable {
    /// Milliseconds since the epoch.
    public var timestamp: Int64
    /// The line without its end; bytes that are not UTF-8 are replaced.
    public var message: String
    /// Where the line starts in the file.
    public var offset: UInt64
}

/// A line of a build's log as it is in the file.
public struct LogLine: Sendable {
    /// Milliseconds since the epoch.
    public let timestamp: Int64
    /// Where the line starts in the file.
    public let offset: UInt64
    /// The line without its end.
    public let text: ArraySlice<UInt8>

    /// `nil` if the bytes do not begin with a time.
    init?(_ bytes: ArraySlice<UInt8>, offset: UInt64) {
        guard let blank = bytes.firstIndex(of: UInt8(ascii: " ")),
            let timestamp = Int64(String(decoding: bytes[..<blank], as: UTF8.self))
        else { return nil }
        self.timestamp = timestamp
        self.offset = offset
        text = bytes[(blank + 1)...]
    }

    public var event: LogEvent {
        LogEvent(timestamp: timestamp, message: String(decoding: text, as: UTF8.self), offset: offset)
    }
}
