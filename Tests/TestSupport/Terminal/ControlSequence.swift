/// What a program sends to a terminal, one piece at a time.
enum TerminalInput: Equatable {
    case text(Unicode.Scalar)
    case control(Unicode.Scalar)
    /// `ESC` and one character.
    case escape(Unicode.Scalar)
    /// `ESC [`, a mark like `?`, numbers, and the character that ends it.
    case sequence(final: Unicode.Scalar, mark: Unicode.Scalar?, numbers: [Int])
}

/// Takes the bytes of a terminal's input apart, however they are cut into chunks.
struct TerminalInputParser: Sendable {
    private enum State { case ground, escape, charset, sequence, string, stringEscape }

    private var state = State.ground
    private var parameters = ""
    private var pending: [UInt8] = []

    mutating func parse(_ bytes: some Sequence<UInt8>) -> [TerminalInput] {
        pending += bytes
        let whole = pending.count - Self.unfinishedCount(pending)
        let text = String(decoding: pending[..<whole], as: UTF8.self)
        pending.removeFirst(whole)
        return text.unicodeScalars.compactMap { parse($0) }
    }

    /// How many bytes at the end are the beginning of a character whose rest has yet to come.
    private static func unfinishedCount(_ bytes: [UInt8]) -> Int {
        for count in 1...3 where bytes.count >= count {
            let byte = bytes[bytes.count - count]
            if byte & 0xC0 == 0x80 { continue }
            let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
            return length > count ? count : 0
        }
        return 0
    }

    private mutating func parse(_ scalar: Unicode.Scalar) -> TerminalInput? {
        switch state {
        case .ground: return ground(scalar)
        case .escape: return escape(scalar)
        case .sequence: return sequence(scalar)
        case .charset: state = .ground
        case .string: state = scalar == "\u{7}" ? .ground : scalar == "\u{1B}" ? .stringEscape : .string
        case .stringEscape: state = .ground
        }
        return nil
    }

    private mutating func ground(_ scalar: Unicode.Scalar) -> TerminalInput? {
        if scalar == "\u{1B}" {
            state = .escape
            return nil
        }
        return scalar.value < 0x20 || scalar.value == 0x7F ? .control(scalar) : .text(scalar)
    }

    private mutating func escape(_ scalar: Unicode.Scalar) -> TerminalInput? {
        switch scalar {
        case "[": (state, parameters) = (.sequence, "")
        case "]", "P", "_", "^": state = .string
        case "(", ")", "*", "+": state = .charset
        default:
            state = .ground
            return .escape(scalar)
        }
        return nil
    }

    private mutating func sequence(_ scalar: Unicode.Scalar) -> TerminalInput? {
        guard ("\u{40}"..."\u{7E}").contains(scalar) else {
            parameters.unicodeScalars.append(scalar)
            return nil
        }
        state = .ground
        let mark = parameters.unicodeScalars.first.flatMap { "?>=!".unicodeScalars.contains($0) ? $0 : nil }
        let numbers = parameters.drop { "?>=!".contains($0) }.split(separator: ";").map { Int($0) ?? 0 }
        return .sequence(final: scalar, mark: mark, numbers: numbers)
    }
}
