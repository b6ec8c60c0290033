import Foundation
import PipelineAPI
import Runner

/// A line's place among the lines of several streams.
struct LogPosition: Comparable {
    /// Milliseconds since the epoch.
    let timestamp: Int64
    let stream: String
    let offset: UInt64

    static func < (left: LogPosition, right: LogPosition) -> Bool {
        (left.timestamp, left.stream, left.offset) < (right.timestamp, right.stream, right.offset)
    }
}

extension LogPosition {
    /// Reads a page token. Throws `InvalidParameterException`.
    init(_ token: String) throws(APIError) {
        let parts = token.split(separator: "/")
        guard parts.count == 3, let timestamp = Int64(parts[0]), let offset = UInt64(parts[2]) else {
            throw APIError(code: "InvalidParameterException", message: "The specified nextToken is invalid.")
        }
        self.init(timestamp: timestamp, stream: String(parts[1]), offset: offset)
    }

    var text: String { "\(timestamp)/\(stream)/\(offset)" }
}

/// The lines of several streams as one, in the order of their times.
struct LogMerge {
    private var cursors: [LogCursor]

    /// - Parameters:
    ///   - position: the line after which to begin; the first one if `nil`.
    ///   - time: streams that ended before it are not read, in milliseconds since the epoch.
    init(_ streams: [BuildDirectory], after position: LogPosition?, since time: Int64?) throws {
        let earliest = max(time ?? .min, position?.timestamp ?? .min)
        cursors = try streams.compactMap { stream in
            guard let last = try stream.logEvents(before: nil, limit: 1).events.last, last.timestamp >= earliest
            else { return nil }
            return try LogCursor(stream, after: position)
        }
    }

    /// The next line; `nil` at the end of what there is now.
    mutating func next() throws -> (position: LogPosition, event: LogEvent)? {
        let first = cursors.indices.filter { cursors[$0].head != nil }.min { left, right in
            guard let left = cursors[left].head, let right = cursors[right].head else { return false }
            return left.position < right.position
        }
        guard let first, let head = cursors[first].head else { return nil }
        try cursors[first].advance()
        return head
    }
}

/// A place in one stream, read a piece at a time.
private struct LogCursor {
    private let directory: BuildDirectory
    private var piece: ArraySlice<LogEvent> = []
    private var end: UInt64 = 0
    /// Where the clock was set back, lines keep their order: none counts as earlier than the one before it.
    private var latest = Int64.min
    /// The line at this place; `nil` at the end of the stream.
    private(set) var head: (position: LogPosition, event: LogEvent)?

    init(_ directory: BuildDirectory, after position: LogPosition?) throws {
        self.directory = directory
        try advance()
        guard let position else { return }
        while let head, head.position <= position { try advance() }
    }

    mutating func advance() throws {
        if piece.isEmpty { (piece, end) = try read() }
        head = piece.popFirst().map { event in
            latest = max(latest, event.timestamp)
            return (LogPosition(timestamp: latest, stream: directory.stream, offset: event.offset), event)
        }
    }

    private func read() throws -> (ArraySlice<LogEvent>, UInt64) {
        let (events, next) = try directory.logEvents(from: end, limit: Self.linesAtOnce)
        return (events[...], next)
    }

    private static let linesAtOnce = 500
}

extension BuildDirectory {
    /// The name of the build's log stream.
    var stream: String { url.lastPathComponent }
}
