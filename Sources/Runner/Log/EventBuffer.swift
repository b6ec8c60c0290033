/// Events of one moment in the log's format: `<epoch ms> <text>`.
struct EventBuffer {
    private let prefix: [UInt8]
    private(set) var bytes: [UInt8] = []

    init(time: Timestamp) {
        prefix = Array("\(time.milliseconds) ".utf8)
    }

    mutating func append(_ text: [UInt8]) {
        bytes += prefix
        bytes += text
        bytes.append(UInt8(ascii: "\n"))
    }
}
