import Foundation
import Glibc
import Synchronization

/// A terminal without glass: a program or a closure runs on one end, the test types and looks at the other.
///
/// Use it in `withPseudoTerminal`, which closes it. Waiting is for what shows on the screen, never for time; the
/// deadline is there for a hang only.
public final class PseudoTerminal: Sendable {
    /// The end for the program: what it reads is typed, what it writes shows on the screen.
    public let descriptor: Int32
    let path: String
    let controller: Int32
    let state: Mutex<State>

    struct State {
        var screen: Screen
        var output: [UInt8] = []
        var isClosed = false
        /// Whether our own hold on the program's end is given up.
        var isHandedOver = false
        var watchers: [UUID: Watcher] = [:]
        var child: pid_t?
    }

    struct Watcher {
        var isMet: @Sendable (Screen) -> Bool
        var continuation: CheckedContinuation<Bool, Never>
    }

    init(columns: Int, rows: Int) throws {
        // Not openpty(3): its descriptors would for a moment be inherited by what other tests start.
        controller = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var unlocked: CInt = 0
        var number: CUnsignedInt = 0
        guard controller >= 0, ioctl(controller, Self.setLock, &unlocked) == 0,
            ioctl(controller, Self.getNumber, &number) == 0
        else { throw TerminalError.noTerminal(errno) }
        path = "/dev/pts/\(number)"
        descriptor = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard descriptor >= 0 else { throw TerminalError.noTerminal(errno) }
        state = Mutex(State(screen: Screen(columns: columns, rows: rows)))
        setWindowSize(columns: columns, rows: rows)
        // Stays as long as the other end is open somewhere, and this with it: nobody types into another's descriptor.
        Thread { [self] in
            while let bytes = Self.read(controller) { show(bytes) }
            close()
        }.start()
    }

    deinit { Glibc.close(controller) }

    /// What shows now.
    public var screen: Screen { state.withLock { $0.screen } }

    /// Everything the program wrote, escape sequences included.
    public var output: String { state.withLock { String(decoding: $0.output, as: UTF8.self) } }

    /// Types: keys go in as the bytes a terminal sends for them.
    public func send(_ keys: String) { send(Array(keys.utf8)) }

    /// Types bytes, whether they are text or not.
    public func send(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(controller, $0.baseAddress, $0.count) }
            if count < 0 && errno != EINTR { return }
            rest = rest.dropFirst(max(0, count))
        }
    }

    /// Gives the window another size; the program in front is told by SIGWINCH.
    public func resize(columns: Int, rows: Int) {
        state.withLock { $0.screen.resize(columns: columns, rows: rows) }
        setWindowSize(columns: columns, rows: rows)
    }

    /// Whether text is wrapped anew at a resize; as terminals differ, a test can have either.
    public func rewrapsOnResize(_ rewraps: Bool) { state.withLock { $0.screen.rewraps = rewraps } }

    private func setWindowSize(columns: Int, rows: Int) {
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(controller, UInt(TIOCSWINSZ), &size)
    }

    /// `TIOCSPTLCK` and `TIOCGPTN` of ioctl_tty(2), which the importer does not see.
    private static let setLock: UInt = 0x4004_5431
    private static let getNumber: UInt = 0x8004_5430

    private static func read(_ descriptor: Int32) -> ArraySlice<UInt8>? {
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count > 0 { return chunk[..<count] }
            if count == 0 || errno != EINTR { return nil }
        }
    }
}

/// Runs `body` with a terminal of this size; afterwards its program, if any still runs, is killed.
public func withPseudoTerminal<Result>(
    columns: Int = 80, rows: Int = 24, _ body: (PseudoTerminal) async throws -> Result
) async throws -> Result {
    let terminal = try PseudoTerminal(columns: columns, rows: rows)
    do {
        let result = try await body(terminal)
        await terminal.end()
        return result
    } catch {
        await terminal.end()
        throw error
    }
}
