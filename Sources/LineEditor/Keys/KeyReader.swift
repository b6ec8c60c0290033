import Glibc

/// What the reader of keys came back with.
enum KeyEvent: Equatable {
    case key(Unicode.Scalar)
    /// Something happened elsewhere: a notice, a new prompt, another size.
    case wake
    case endOfInput
}

/// Reads keys from a descriptor, and wakes up for events between them: both are waited for together.
///
/// Decodes UTF-8 itself; a byte that is none becomes U+FFFD.
struct KeyReader {
    private let input: Int32
    private let wake: Int32
    private var buffer: [UInt8] = []

    /// - Parameter wake: a descriptor that becomes readable when something is to be looked at.
    init(input: Int32, wake: Int32) {
        self.input = input
        self.wake = wake
    }

    /// The next key or event.
    mutating func next() -> KeyEvent {
        while true {
            if let scalar = decode() { return .key(scalar) }
            switch wait(milliseconds: -1) {
            case .wake: return .wake
            case .endOfInput: return .endOfInput
            case .bytes, .nothing, .interrupted: continue
            }
        }
    }

    /// The next key if it comes within a time; events are left for later.
    mutating func nextKey(milliseconds: Int32) -> Unicode.Scalar? {
        while true {
            if let scalar = decode() { return scalar }
            switch fill(milliseconds: milliseconds) {
            case .bytes, .interrupted: continue
            case .wake, .nothing, .endOfInput: return nil
            }
        }
    }

    /// Gives keys back, to be read again before all others.
    mutating func putBack(_ scalars: some Sequence<Unicode.Scalar>) {
        buffer = Array(String(String.UnicodeScalarView(scalars)).utf8) + buffer
    }

    /// How taking a text ended.
    enum Taking {
        case taken
        /// Something else comes next, or nothing for a while.
        case other
        /// Something happened elsewhere while the rest of the text was awaited: look at it, and take again.
        case wake
    }

    /// Takes a text if it is what comes next; else takes nothing.
    ///
    /// Where a part of the text has come, its rest is awaited for as long as it takes: a connection may be slow.
    /// - Parameter milliseconds: how long to wait for the first of it; without end if `nil`.
    mutating func take(_ text: String, waiting milliseconds: Int32?) -> Taking {
        let bytes = Array(text.utf8)
        while buffer.count < bytes.count, bytes.starts(with: buffer) {
            switch wait(milliseconds: buffer.isEmpty ? milliseconds ?? -1 : -1) {
            case .bytes, .interrupted: continue
            case .wake: return .wake
            case .nothing, .endOfInput: return .other
            }
        }
        guard buffer.starts(with: bytes) else { return .other }
        buffer.removeFirst(bytes.count)
        return .taken
    }

    /// Forgets what was typed so far.
    mutating func discard() {
        tcflush(input, TCIFLUSH)
        buffer = []
    }

    /// Whether keys have been read that nobody has taken yet.
    var isAhead: Bool { !buffer.isEmpty }

    /// Whether another key comes at once, as it does behind the Escape of a function key.
    var hasMore: Bool {
        var descriptor = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
        return !buffer.isEmpty || poll(&descriptor, 1, 20) > 0
    }

    /// What came of waiting; `interrupted` by a signal, so that nothing is known.
    private enum Input { case bytes, wake, endOfInput, nothing, interrupted }

    private mutating func wait(milliseconds: Int32) -> Input {
        var descriptors = [
            pollfd(fd: input, events: Int16(POLLIN), revents: 0), pollfd(fd: wake, events: Int16(POLLIN), revents: 0),
        ]
        let count = poll(&descriptors, 2, milliseconds)
        if count <= 0 { return Self.idle(count) }
        if descriptors[1].revents != 0 {
            drainWake()
            return .wake
        }
        return descriptors[0].revents == 0 ? .nothing : readBytes()
    }

    private mutating func fill(milliseconds: Int32) -> Input {
        var descriptor = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
        let count = poll(&descriptor, 1, milliseconds)
        return count > 0 ? readBytes() : Self.idle(count)
    }

    private static func idle(_ count: Int32) -> Input { count < 0 && errno == EINTR ? .interrupted : .nothing }

    private mutating func readBytes() -> Input {
        var chunk = [UInt8](repeating: 0, count: 4096)
        let count = read(input, &chunk, chunk.count)
        if count > 0 {
            buffer += chunk[..<count]
            return .bytes
        }
        return count < 0 && (errno == EINTR || errno == EAGAIN) ? .interrupted : .endOfInput
    }

    private func drainWake() {
        var chunk = [UInt8](repeating: 0, count: 64)
        while read(wake, &chunk, chunk.count) == chunk.count {}
    }

    /// Takes one code point from the front of the buffer, if a whole one is there.
    private mutating func decode() -> Unicode.Scalar? {
        guard let first = buffer.first else { return nil }
        let length = Self.length(first)
        if length == 1 || buffer.prefix(length).dropFirst().contains(where: { $0 & 0xC0 != 0x80 }) {
            buffer.removeFirst()
            return first < 0x80 ? Unicode.Scalar(first) : "\u{FFFD}"
        }
        guard buffer.count >= length else { return nil }
        let text = String(decoding: buffer.prefix(length), as: UTF8.self)
        buffer.removeFirst(length)
        return text.unicodeScalars.first
    }

    private static func length(_ first: UInt8) -> Int {
        switch first {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 1
        }
    }
}
