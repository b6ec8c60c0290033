/// Cuts a stream of bytes into lines as they come, and keeps the text for later.
///
/// A carriage return ends a line too: git overwrites its progress that way. Such lines are told but not kept, unless a
/// line feed follows, with which ssh ends its lines.
struct LineCollector {
    /// What is kept at most, in bytes: enough for any hook's complaint, too little to fill the memory.
    private static let limit = 1 << 20

    private let onLine: (@Sendable (String) -> Void)?
    private var line: [UInt8] = []
    private var kept: [UInt8] = []
    /// The line that a carriage return has just ended.
    private var overwritten: [UInt8] = []

    init(onLine: (@Sendable (String) -> Void)?) {
        self.onLine = onLine
    }

    mutating func append(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\n"):
                keep(overwritten)
                endLine(keeping: true)
                overwritten = []
            case UInt8(ascii: "\r"):
                overwritten = line
                endLine(keeping: false)
            default:
                overwritten = []
                if line.count < Self.limit { line.append(byte) }
            }
        }
    }

    /// Ends the last line and returns what was kept.
    mutating func finish() -> String {
        endLine(keeping: true)
        return String(decoding: kept, as: UTF8.self)
    }

    private mutating func endLine(keeping: Bool) {
        guard !line.isEmpty else { return }
        onLine?(RemoteURL.redactingCredentials(in: String(decoding: line, as: UTF8.self)))
        if keeping { keep(line) }
        line.removeAll(keepingCapacity: true)
    }

    private mutating func keep(_ line: [UInt8]) {
        guard !line.isEmpty, kept.count + line.count < Self.limit else { return }
        if !kept.isEmpty { kept.append(UInt8(ascii: "\n")) }
        kept += line
    }
}
