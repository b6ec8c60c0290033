/// The lines of ascending offsets, each byte looked at once.
struct LineCounter {
    private var line = 1
    private var counted = 0

    /// The line, from 1, of the byte at `offset`, which is not before that of the last call.
    mutating func line(of offset: Int, in bytes: Span<UInt8>) -> Int {
        line += bytes.lineFeeds(in: counted..<offset)
        counted = offset
        return line
    }
}
