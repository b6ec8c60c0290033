/// Events of one moment in the log's format: `<epoch ms> <text>`.
struct EventBuffer {
    private var prefix: [UInt8] = []
    private(set) var bytes: [UInt8] = []

    init(time: Timestamp) {
        restart(at: time)
    }

    /// Begins anew, in the memory that it has.
    mutating func restart(at time: Timestamp) {
        prefix = Array("\(time.milliseconds) ".utf8)
        bytes.removeAll(keepingCapacity: true)
    }

    mutating func append(_ text: UnsafeRawBufferPointer) {
        bytes += prefix
        bytes += text
        bytes.append(UInt8(ascii: "\n"))
    }
}
