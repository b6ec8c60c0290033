/// The end of a command's output, however much it printed.
struct OutputTail {
    static let capacity = 16 << 10
    private var bytes: [UInt8] = []
    private var isWhole = true

    mutating func add(_ output: UnsafeRawBufferPointer) {
        bytes += output.suffix(Self.capacity)
        guard bytes.count > 4 * Self.capacity else { return }
        bytes.removeFirst(bytes.count - Self.capacity)
        isWhole = false
    }

    var text: String { String(decoding: bytes.suffix(Self.capacity), as: UTF8.self) }

    /// The last lines; one whose start was let go is left out, since half a secret could not be hidden.
    func lines(_ count: Int) -> [String] {
        let isCut = !isWhole || bytes.count > Self.capacity
        let lines = bytes.suffix(Self.capacity).split(
            separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
        ).dropFirst(isCut ? 1 : 0)
        let ended = lines.last?.isEmpty == true ? lines.dropLast() : lines
        return ended.suffix(count).map { line in
            String(decoding: line.split(separator: UInt8(ascii: "\r")).last ?? [], as: UTF8.self)
        }
    }
}
