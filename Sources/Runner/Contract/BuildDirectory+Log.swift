import Foundation
import SystemPackage

extension BuildDirectory {
    /// How much of the log is read at once; the longest line is far shorter.
    private static let page = 256 << 10
    /// How much one answer holds, as CloudWatch Logs has it (GetLogEvents: 1 MB).
    private static let mostAtOnce: UInt64 = 1 << 20

    /// The events from a byte offset on: 0, or `next` of an earlier call. A line that is not whole yet waits.
    ///
    /// - Parameter limit: how many events at most; a mebibyte of them is enough in any case.
    /// - Returns: the events, and the offset behind them; the same offset again means that there is nothing new.
    public func logEvents(
        from offset: UInt64, limit: Int
    ) throws(RunnerError) -> (events: [LogEvent], next: UInt64) {
        let (lines, next) = try logLines(from: offset, limit: limit)
        return (lines.map(\.event), next)
    }

    /// The same with the lines as they are in the file, for whoever wants few of many.
    public func logLines(
        from offset: UInt64, limit: Int
    ) throws(RunnerError) -> (lines: [LogLine], next: UInt64) {
        var found: [LogLine] = []
        var next = offset
        while found.count < limit, next - offset < Self.mostAtOnce {
            let bytes = try logBytes(from: next, count: Self.page)
            let lines = LogLines(bytes, startingAt: next, limit: limit - found.count)
            found += lines.whole
            if lines.end == next { break }
            next = lines.end
            if !lines.isCut, bytes.count < Self.page { break }
        }
        return (found, next)
    }

    /// The last events before a byte offset, oldest first; `nil` as offset means the end of the log.
    ///
    /// - Returns: the events, and the offset of the first of them; 0 or the same offset means that nothing is before.
    public func logEvents(
        before offset: UInt64?, limit: Int
    ) throws(RunnerError) -> (events: [LogEvent], previous: UInt64) {
        var end = if let offset { offset } else { try logSize() }
        let stop = end > Self.mostAtOnce ? end - Self.mostAtOnce : 0
        var events: [LogEvent] = []
        while events.count < limit, end > stop {
            let start = end > UInt64(Self.page) ? end - UInt64(Self.page) : 0
            let bytes = try logBytes(from: start, count: Int(end - start))
            // A page that starts inside a line leaves that line to the page before it.
            let skipped = start == 0 ? 0 : (bytes.firstIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
            guard skipped < bytes.count else { break }
            let lines = LogLines(Array(bytes[skipped...]), startingAt: start + UInt64(skipped))
            events = (lines.whole.suffix(limit).map(\.event) + events).suffix(limit)
            end = start == 0 ? 0 : start + UInt64(skipped)
        }
        return (events, events.first?.offset ?? 0)
    }

    private func logSize() throws(RunnerError) -> UInt64 {
        try withLog { UInt64(try $0.seek(offset: 0, from: .end)) } ?? 0
    }

    private func logBytes(from offset: UInt64, count: Int) throws(RunnerError) -> [UInt8] {
        try withLog { log in
            var bytes = [UInt8](repeating: 0, count: count)
            let read = try bytes.withUnsafeMutableBytes {
                try log.read(fromAbsoluteOffset: Int64(clamping: offset), into: $0)
            }
            return Array(bytes[..<read])
        } ?? []
    }

    /// - Returns: `nil` if the build has no log yet.
    private func withLog<Value>(_ body: (FileDescriptor) throws -> Value) throws(RunnerError) -> Value? {
        let path = file("log")
        do {
            let log = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
            return try log.closeAfter { try body(log) }
        } catch Errno.noSuchFileOrDirectory {
            return nil
        } catch {
            throw .file(path: path.string, problem: "\(error)")
        }
    }
}

/// The whole lines in a piece of a log, but for the file's header and what a full disk or a kill has torn.
private struct LogLines {
    private(set) var whole: [LogLine] = []
    /// Behind the last whole line.
    private(set) var end: UInt64
    /// Whether there were more lines than wanted.
    private(set) var isCut = false

    init(_ bytes: [UInt8], startingAt offset: UInt64, limit: Int = .max) {
        end = offset
        var start = 0
        while let stop = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
            if whole.count >= limit {
                isCut = true
                return
            }
            if let line = LogLine(bytes[start..<stop], offset: end) { whole.append(line) }
            start = stop + 1
            end = offset + UInt64(start)
        }
    }
}
