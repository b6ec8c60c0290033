extension Span<UInt8> {
    func hasText(_ text: [UInt8], at start: Int) -> Bool {
        guard start >= 0, count - start >= text.count else { return false }
        for offset in text.indices where self[start + offset] != text[offset] { return false }
        return true
    }

    /// The end of the bytes of `set` from `start` on, looking at no more than `limit` of them.
    func endOfRun(of set: ByteSet, from start: Int, limit: Int) -> Int {
        let stop = Swift.min(count, start + limit)
        var end = start
        while end < stop, set.contains(self[end]) { end += 1 }
        return end
    }

    func array(_ range: Range<Int>) -> [UInt8] {
        extracting(range).withUnsafeBufferPointer { Array($0) }
    }

    /// Whether a token may begin at `start`: in the middle of a word it does not.
    func isWordStart(_ start: Int) -> Bool {
        start == 0 || !ByteSet.alphanumeric.contains(self[start - 1])
    }

    /// The line feeds in `range`.
    func lineFeeds(in range: Range<Int>) -> Int {
        var lineFeeds = 0
        for index in range where self[index] == UInt8(ascii: "\n") { lineFeeds += 1 }
        return lineFeeds
    }
}
