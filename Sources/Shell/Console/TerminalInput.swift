public import Credentials
import Foundation
import Glibc
public import LineEditor

/// A line that a terminal is asked for, whatever the process's own input is; most are not shown while they are typed.
///
/// For those the terminal hands over each key, Ctrl-C too: whoever breaks off leaves a terminal that shows again what is typed.
public struct TerminalInput: Sendable {
    private let terminal: Int32

    /// - Parameter terminal: a descriptor of it, for reading and writing.
    public init(terminal: Int32) {
        self.terminal = terminal
    }

    /// Asks, and blocks until a line has come; `nil` at Ctrl-C, at the end of the input, or when `wake` is signalled.
    public func read(_ question: String, wake: WakePipe? = nil) -> String? {
        guard let shown = hide() else { return nil }
        defer {
            set(shown, TCSADRAIN)
            write("\n")
        }
        write(Untrusted.shown(question))
        return line(wake)
    }

    /// As `read`, for what may be seen.
    public func readShown(_ question: String) -> String? {
        tcflush(terminal, TCIFLUSH)
        write(Untrusted.shown(question))
        return line(nil)
    }

    /// Shows a line, and changes nothing of how the terminal is.
    public func show(_ line: String) { write(Untrusted.shown(line) + "\n") }

    /// Hides what is typed, between questions too, until what is answered here is called: whoever thinks that a passphrase
    /// was not taken types it again. That is then forgotten, and reaches no prompt.
    public func hideTyping() -> @Sendable () -> Void {
        guard let shown = hide() else { return {} }
        return { set(shown, TCSAFLUSH) }
    }

    /// Answers how the terminal was before; `nil` if it is none. What was typed before is forgotten: it is no answer.
    private func hide() -> termios? {
        var shown = termios()
        guard tcgetattr(terminal, &shown) == 0 else { return nil }
        var hidden = shown
        hidden.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
        withUnsafeMutableBytes(of: &hidden.c_cc) { ($0[Int(VMIN)], $0[Int(VTIME)]) = (1, 0) }
        return set(hidden, TCSAFLUSH) ? shown : nil
    }

    @discardableResult
    private func set(_ mode: termios, _ moment: Int32) -> Bool {
        var mode = mode
        return tcsetattr(terminal, moment, &mode) == 0
    }

    /// As `read`, without blocking; cancelling the task ends it.
    public func secret(_ question: String) async -> Secret? {
        let wake = WakePipe()
        let text: String? = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                Thread.detachNewThread { continuation.resume(returning: read(question, wake: wake)) }
            }
        } onCancel: {
            wake.signal()
        }
        return text.map { Secret($0) }
    }

    private func line(_ wake: WakePipe?) -> String? {
        var bytes: [UInt8] = []
        while let key = key(wake) {
            switch key {
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return String(decoding: bytes, as: UTF8.self)
            case 0x03: return nil
            case 0x04 where bytes.isEmpty: return nil
            case 0x7F, 0x08: Self.removeCharacter(&bytes)
            case 0x15: bytes = []
            default: bytes.append(key)
            }
        }
        return nil
    }

    private func key(_ wake: WakePipe?) -> UInt8? {
        var events = [pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)]
        if let wake { events.append(pollfd(fd: wake.readEnd, events: Int16(POLLIN), revents: 0)) }
        while poll(&events, nfds_t(events.count), -1) < 0 { if errno != EINTR { return nil } }
        if events.count > 1, events[1].revents != 0 { return nil }
        var byte: UInt8 = 0
        while true {
            let count = Glibc.read(terminal, &byte, 1)
            if count < 0 && errno == EINTR { continue }
            return count == 1 ? byte : nil
        }
    }

    private static func removeCharacter(_ bytes: inout [UInt8]) {
        while let last = bytes.popLast(), last & 0xC0 == 0x80 {}
    }

    private func write(_ text: String) { writeWhole(text, to: terminal) }
}
