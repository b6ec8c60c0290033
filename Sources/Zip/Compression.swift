import CZlib

/// A raw deflate stream (RFC 1951), one way or the other, through zlib.
final class Compression {
    enum Direction {
        case deflate
        case inflate
    }

    /// zlib keeps the address of its state, so it needs a place of its own.
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private let direction: Direction
    private var output = [UInt8](repeating: 0, count: 128 << 10)

    init(_ direction: Direction) {
        self.direction = direction
        stream.initialize(to: z_stream())
        let size = Int32(MemoryLayout<z_stream>.size)
        let status =
            switch direction {
            case .deflate:
                deflateInit2_(
                    stream, Z_BEST_SPEED, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
            case .inflate: inflateInit2_(stream, -MAX_WBITS, ZLIB_VERSION, size)
            }
        precondition(status == Z_OK, "zlib: \(status)")
    }

    deinit {
        switch direction {
        case .deflate: deflateEnd(stream)
        case .inflate: inflateEnd(stream)
        }
        stream.deallocate()
    }

    /// Makes the stream ready for another entry.
    func reset() {
        switch direction {
        case .deflate: deflateReset(stream)
        case .inflate: inflateReset(stream)
        }
    }

    /// Feeds `input` and hands on what comes out.
    ///
    /// - Returns: whether the stream has come to its end; `nil` if the input is not what it should be.
    func run<Failure: Error>(
        _ input: borrowing [UInt8], isLast: Bool, _ body: (ArraySlice<UInt8>) throws(Failure) -> Void
    ) throws(Failure) -> Bool? {
        var offset = 0
        while true {
            let (status, taken, given) = step(input, from: offset, flush: isLast ? Z_FINISH : Z_NO_FLUSH)
            offset += taken
            if given > 0 { try body(output[..<given]) }
            if status == Z_STREAM_END { return true }
            guard status == Z_OK || status == Z_BUF_ERROR else { return nil }
            if given < output.count, offset == input.count { return false }
            if taken == 0, given == 0 { return nil }
        }
    }

    private func step(_ input: [UInt8], from offset: Int, flush: Int32) -> (status: Int32, taken: Int, given: Int) {
        input.withUnsafeBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                // zlib takes its input as mutable but does not write to it.
                stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress).map { $0 + offset }
                stream.pointee.avail_in = UInt32(source.count - offset)
                stream.pointee.next_out = target.baseAddress
                stream.pointee.avail_out = UInt32(target.count)
                let status = direction == .deflate ? deflate(stream, flush) : inflate(stream, Z_NO_FLUSH)
                return (
                    status, source.count - offset - Int(stream.pointee.avail_in),
                    target.count - Int(stream.pointee.avail_out)
                )
            }
        }
    }
}

/// A running CRC-32, as zip files keep it.
struct Checksum {
    private(set) var value: UInt32 = 0

    mutating func add(_ bytes: some Collection<UInt8>) {
        let sum = bytes.withContiguousStorageIfAvailable { crc32_z(uLong(value), $0.baseAddress, $0.count) }
        value = UInt32(
            truncatingIfNeeded: sum
                ?? Array(bytes).withUnsafeBufferPointer {
                    crc32_z(uLong(value), $0.baseAddress, $0.count)
                })
    }
}
