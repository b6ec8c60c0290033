/// Reads what `git diff` and `git log -p` print, as it arrives, and says which lines are added and which stay.
///
/// Inside a hunk only its own counts decide where it ends, so that a file's content is never taken for a patch's
/// header. A line is never kept whole: only headers are, up to ``longestHeader``.
struct PatchReader {
    private var place = Place.header([])
    private var hunk: HunkHeader?
    /// What the last line `diff --git` said.
    private var start: [UInt8] = []

    private enum Place {
        /// In a line outside of hunks, of which this is read.
        case header([UInt8])
        /// At the start of a hunk's line, of which these columns are read.
        case columns([UInt8])
        /// In what is left of a line.
        case content(HunkHeader.Line)
    }

    private static let longestHeader = 256 * 1024
    private static let lineFeed = UInt8(ascii: "\n")

    /// Reads on.
    /// - Returns: what the bytes say; its ranges are offsets in them.
    mutating func events(in bytes: Span<UInt8>) -> [PatchEvent] {
        var events: [PatchEvent] = []
        var index = 0
        while index < bytes.count {
            switch place {
            case .header(let line): index = readHeader(line, in: bytes, from: index, &events)
            case .columns(let columns): index = readColumn(after: columns, in: bytes, from: index, &events)
            case .content(let line): index = readContent(of: line, in: bytes, from: index, &events)
            }
        }
        return events
    }

    private mutating func readHeader(
        _ line: [UInt8], in bytes: Span<UInt8>, from start: Int, _ events: inout [PatchEvent]
    ) -> Int {
        let end = Self.lineEnd(in: bytes, from: start)
        let taken = min(end, start + max(0, Self.longestHeader - line.count))
        let line = line + bytes.array(start..<taken)
        // Of a message nothing is passed over.
        if taken < end, case .message(let text) = PatchHeader(line) {
            events.append(.messagePart(text))
            place = .header(Array(line.prefix(1)))
            return taken
        }
        guard end < bytes.count else {
            place = .header(line)
            return end
        }
        place = .header([])
        take(header: line, &events)
        return end + 1
    }

    private mutating func readColumn(
        after columns: [UInt8], in bytes: Span<UInt8>, from index: Int, _ events: inout [PatchEvent]
    ) -> Int {
        guard var hunk else {
            place = .header(columns)
            return index
        }
        // Some programs strip the blank of an empty line.
        let isEmpty = bytes[index] == Self.lineFeed
        let columns =
            isEmpty
            ? columns + hunk.oldCounts.dropFirst(columns.count).map { _ in UInt8(ascii: " ") }
            : columns + [bytes[index]]
        let isNote = columns.first == UInt8(ascii: "\\")
        guard columns.count >= hunk.oldCounts.count || isNote else {
            place = .columns(columns)
            return index + 1
        }
        let line = isNote ? .other : hunk.take(columns)
        guard line != .other || isNote else {
            leaveHunk(with: columns)
            return index + 1
        }
        self.hunk = hunk
        if line == .added { events.append(.addedLine) }
        if line == .kept { events.append(.keptLine) }
        place = .content(line)
        return isEmpty ? index : index + 1
    }

    private mutating func readContent(
        of line: HunkHeader.Line, in bytes: Span<UInt8>, from start: Int, _ events: inout [PatchEvent]
    ) -> Int {
        let end = Self.lineEnd(in: bytes, from: start)
        let isThere = line == .added || line == .kept
        if isThere, end > start { events.append(.bytes(start..<end)) }
        guard end < bytes.count else { return end }
        if isThere { events.append(.lineEnd) }
        if hunk?.isComplete ?? true { leaveHunk(with: []) } else { place = .columns([]) }
        return end + 1
    }

    private mutating func leaveHunk(with line: [UInt8]) {
        hunk = nil
        place = .header(line)
    }

    private mutating func take(header line: [UInt8], _ events: inout [PatchEvent]) {
        if let header = HunkHeader(line) {
            events.append(.hunk(firstLine: header.newStart))
            guard !header.isComplete else { return }
            hunk = header
            place = .columns([])
            return
        }
        switch PatchHeader(line) {
        case .message(let text): events.append(.messageLine(text))
        case .person(let words): events.append(.person(words))
        case .branch(let name): events.append(.branch(name))
        case .start(let names): start = names
        case .newFile: if let name = PatchHeader.name(inStart: start) { events.append(.newName(name)) }
        case .newName(let name): events.append(.newName(name))
        case .file(let name): if let name { events.append(.file(name)) }
        case .commit(let name, let parents): events.append(.commit(name, parents: parents))
        case nil: break
        }
    }

    private static func lineEnd(in bytes: Span<UInt8>, from start: Int) -> Int {
        var end = start
        while end < bytes.count, bytes[end] != lineFeed { end += 1 }
        return end
    }
}
