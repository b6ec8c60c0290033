import Glibc

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

    private let masker: Masker
    private var pending: [UInt8] = []
    private var lastProgress: Int64?

    /// - Parameter masker: hides secrets in the lines, also where a cut would have divided one.
    init(masker: Masker) {
        self.masker = masker
    }

    mutating func split(_ output: UnsafeRawBufferPointer, at time: Timestamp, emit: ([UInt8]) -> Void) {
        var rest = output[...]
        while !rest.isEmpty {
            guard let end = Self.index(of: Self.newline, in: rest) else {
                hold(rest, at: time, emit: emit)
                return
            }
            pending += rest[..<end]
            if pending.last == Self.carriageReturn { pending.removeLast() }
            settleProgress(at: time, emit: emit)
            cutPieces(keeping: 0, emit: emit)
            emit(clean(pending))
            pending.removeAll(keepingCapacity: true)
            rest = rest[(end + 1)...]
        }
    }

    mutating func finish(emit: ([UInt8]) -> Void) {
        if pending.last == Self.carriageReturn { pending.removeLast() }
        guard !pending.isEmpty else { return }
        cutPieces(keeping: 0, emit: emit)
        emit(clean(pending))
        pending = []
    }

    private mutating func hold(_ rest: Slice<UnsafeRawBufferPointer>, at time: Timestamp, emit: ([UInt8]) -> Void) {
        pending += rest
        settleProgress(at: time, emit: emit)
        cutPieces(keeping: masker.longestSecret, emit: emit)
    }

    /// Lets go of what a carriage return overwrites; one at the very end may yet be half of a line's end.
    private mutating func settleProgress(at time: Timestamp, emit: ([UInt8]) -> Void) {
        guard let last = pending.dropLast().lastIndex(of: Self.carriageReturn) else { return }
        let overwritten = pending[..<last].split(separator: Self.carriageReturn).last ?? []
        pending.removeSubrange(...last)
        let isDue = lastProgress.map { time.milliseconds - $0 >= 1000 } ?? true
        guard isDue, !overwritten.isEmpty else { return }
        lastProgress = time.milliseconds
        emit(clean(Array(overwritten.prefix(Self.longestLine))))
    }

    private mutating func cutPieces(keeping reserve: Int, emit: ([UInt8]) -> Void) {
        while pending.count > Self.longestLine + reserve {
            var cut = Self.longestLine
            while cut > Self.longestLine - 4, pending[cut] & 0xC0 == 0x80 { cut -= 1 }
            cut = masker.cut(pending, near: cut)
            emit(clean(Array(pending[..<cut])))
            pending.removeSubrange(..<cut)
        }
    }

    private func clean(_ line: [UInt8]) -> [UInt8] {
        masker.masking(line.contains(0) ? line.filter { $0 != 0 } : line)
    }

    private static func index(of byte: UInt8, in slice: Slice<UnsafeRawBufferPointer>) -> Int? {
        guard let start = slice.base.baseAddress?.advanced(by: slice.startIndex),
            let found = memchr(start, Int32(byte), slice.count)
        else { return nil }
        return slice.startIndex + (UnsafeRawPointer(found) - start)
    }
}
