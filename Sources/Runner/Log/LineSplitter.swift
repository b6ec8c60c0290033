import Glibc
import Masking

/// Cuts output into the lines of the log, holding the unfinished one.
///
/// - A line longer than 16 KiB is cut into pieces, never inside a UTF-8 sequence.
/// - NUL bytes are dropped, all others kept.
/// - A carriage return before a newline belongs to the line's end. Any other one means that what stands before it was
///   overwritten on a terminal, as progress bars do: such a piece is kept at most once a second.
struct LineSplitter {
    static let longestLine = 16 << 10
    private static let newline = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    /// Hides secrets in the lines, also where a cut would have divided one.
    var masker: Masker
    private var pending: [UInt8] = []
    private var lastProgress: Int64?

    init(masker: Masker) {
        self.masker = masker
    }

    mutating func split(
        _ output: UnsafeRawBufferPointer, at time: Timestamp, emit: (UnsafeRawBufferPointer) -> Void
    ) {
        var rest = output
        while !rest.isEmpty {
            guard let end = Self.index(of: Self.newline, in: rest) else {
                hold(rest, at: time, emit: emit)
                return
            }
            let line = UnsafeRawBufferPointer(rebasing: rest[..<end])
            rest = UnsafeRawBufferPointer(rebasing: rest[(end + 1)...])
            if pending.isEmpty, Self.isPlain(line) {
                emitMasked(line, emit)
                continue
            }
            pending += line
            if pending.last == Self.carriageReturn { pending.removeLast() }
            settleProgress(at: time, emit: emit)
            endLine(emit)
        }
    }

    mutating func finish(emit: (UnsafeRawBufferPointer) -> Void) {
        if pending.last == Self.carriageReturn { pending.removeLast() }
        if !pending.isEmpty { endLine(emit) }
    }

    private mutating func endLine(_ emit: (UnsafeRawBufferPointer) -> Void) {
        cutPieces(keeping: 0, emit: emit)
        emitClean(pending, emit)
        pending.removeAll(keepingCapacity: true)
    }

    /// Whether a line can go as it is, but for its secrets. Nearly all can.
    private static func isPlain(_ line: UnsafeRawBufferPointer) -> Bool {
        line.count <= longestLine && index(of: carriageReturn, in: line) == nil && index(of: 0, in: line) == nil
    }

    private mutating func hold(
        _ rest: UnsafeRawBufferPointer, at time: Timestamp, emit: (UnsafeRawBufferPointer) -> Void
    ) {
        pending += rest
        settleProgress(at: time, emit: emit)
        cutPieces(keeping: masker.longestSecret, emit: emit)
    }

    /// Lets go of what a carriage return overwrites; one at the very end may yet be half of a line's end.
    private mutating func settleProgress(at time: Timestamp, emit: (UnsafeRawBufferPointer) -> Void) {
        guard let last = pending.dropLast().lastIndex(of: Self.carriageReturn) else { return }
        let overwritten = pending[..<last].split(separator: Self.carriageReturn).last ?? []
        pending.removeSubrange(...last)
        let isDue = lastProgress.map { time.milliseconds - $0 >= 1000 } ?? true
        guard isDue, !overwritten.isEmpty else { return }
        lastProgress = time.milliseconds
        let piece = Array(overwritten)
        emitClean(piece.count > Self.longestLine ? Array(piece[..<cut(piece)]) : piece, emit)
    }

    private mutating func cutPieces(keeping reserve: Int, emit: (UnsafeRawBufferPointer) -> Void) {
        while pending.count > Self.longestLine + reserve {
            let cut = cut(pending)
            emitClean(Array(pending[..<cut]), emit)
            pending.removeSubrange(..<cut)
        }
    }

    /// Where a line that is too long ends: within no character, and within no secret.
    private func cut(_ line: [UInt8]) -> Int {
        var cut = Self.longestLine
        while cut > Self.longestLine - 4, line[cut] & 0xC0 == 0x80 { cut -= 1 }
        return masker.cut(line, near: cut)
    }

    private func emitClean(_ line: [UInt8], _ emit: (UnsafeRawBufferPointer) -> Void) {
        let clean = line.contains(0) ? line.filter { $0 != 0 } : line
        clean.withUnsafeBytes { emitMasked($0, emit) }
    }

    private func emitMasked(_ line: UnsafeRawBufferPointer, _ emit: (UnsafeRawBufferPointer) -> Void) {
        guard masker.match(in: line, from: 0) != nil else { return emit(line) }
        masker.masking(Array(line)).withUnsafeBytes(emit)
    }

    private static func index(of byte: UInt8, in bytes: UnsafeRawBufferPointer) -> Int? {
        guard let start = bytes.baseAddress, let found = memchr(start, Int32(byte), bytes.count) else { return nil }
        return UnsafeRawPointer(found) - start
    }
}
