import Synchronization

/// Reads lines from what is no capable terminal: a pipe, a file, a terminal that only prints.
///
/// What was read beyond a line is kept for the next one.
final class PlainReader: Sendable {
    private let keys: Mutex<KeyReader>

    init(input: Int32, wake: WakePipe) {
        keys = Mutex(KeyReader(input: input, wake: wake.readEnd))
    }

    /// Reads up to the end of a line.
    ///
    /// - Parameter attend: called with the text typed so far when something happened elsewhere; answers whether to go on.
    func read(attend: (String) -> Bool) -> Signal {
        keys.withLock { keys in
            var line = String.UnicodeScalarView()
            while true {
                switch keys.next() {
                case .key("\n"): return .line(Self.withoutReturn(line))
                case .key(let scalar): line.append(scalar)
                case .endOfInput: return line.isEmpty ? .endOfInput : .line(Self.withoutReturn(line))
                case .wake: if !attend(String(line)) { return .interrupted }
                }
            }
        }
    }

    private static func withoutReturn(_ line: String.UnicodeScalarView) -> String {
        String(line.last == "\r" ? String.UnicodeScalarView(line.dropLast()) : line)
    }
}
