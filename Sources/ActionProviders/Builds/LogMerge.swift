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
    mutating func next() throws -> (position: LogPosition, line: LogLine)? {
        var first: (index: Int, head: (position: LogPosition, line: LogLine))?
        for index in cursors.indices {
            guard let head = cursors[index].head else { continue }
            if let first, first.head.position < head.position { continue }
            first = (index, head)
        }
        guard let first else { return nil }
        try cursors[first.index].advance()
        return first.head
    }
}

/// A place in one stream, read a piece at a time.
private struct LogCursor {
    private let directory: BuildDirectory
    private let stream: String
    private var piece: ArraySlice<LogLine> = []
    private var end: UInt64 = 0
    /// Where the clock was set back, lines keep their order: none counts as earlier than the one before it.
    private var latest = Int64.min
    /// The line at this place; `nil` at the end of the stream.
    private(set) var head: (position: LogPosition, line: LogLine)?

    init(_ directory: BuildDirectory, after position: LogPosition?) throws {
        self.directory = directory
        stream = directory.stream
        if let position, position.stream == stream { (end, latest) = (position.offset, position.timestamp) }
        try advance()
        guard let position else { return }
        while let head, head.position <= position { try advance() }
    }

    mutating func advance() throws {
        if piece.isEmpty { (piece, end) = try read() }
        head = piece.popFirst().map { line in
            latest = max(latest, line.timestamp)
            return (LogPosition(timestamp: latest, stream: stream, offset: line.offset), line)
        }
    }

    private func read() throws -> (ArraySlice<LogLine>, UInt64) {
        let (lines, next) = try directory.logLines(from: end, limit: Self.linesAtOnce)
        return (lines[...], next)
    }

    private static let linesAtOnce = 500
}

extension BuildDirectory {
    /// The name of the build's log stream.
    var stream: String { url.lastPathComponent }
}
