import Glibc
import Synchronization

/// A pipe whose only message is that there is something to look at. What happens to the terminal signals it too: another
/// size of its window, and its return to a process that was stopped.
public final class WakePipe: Sendable {
    public let readEnd: Int32
    private let writeEnd: Int32

    public init() {
        var ends: [Int32] = [-1, -1]
        _ = pipe(&ends)
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        (readEnd, writeEnd) = (ends[0], ends[1])
    }

    deinit {
        close(readEnd)
        close(writeEnd)
    }

    public func signal() {
        var byte: UInt8 = 0
        _ = write(writeEnd, &byte, 1)
    }

    /// Has the pipe signalled whenever the terminal's window gets another size (SIGWINCH), and when the process goes on
    /// after it was stopped (SIGCONT).
    func followTerminal() {
        terminalDescriptor.store(writeEnd, ordering: .sequentiallyConsistent)
        // A signal handler may use write(2) and lock-free atomics.
        _ = Glibc.signal(SIGWINCH) { _ in signalTerminal() }
        _ = Glibc.signal(SIGCONT) { _ in
            wasContinued.store(true, ordering: .sequentiallyConsistent)
            signalTerminal()
        }
    }

    /// Whether the process was stopped and went on since this was asked last: the terminal's modes may be another's.
    func takeContinuation() -> Bool { wasContinued.exchange(false, ordering: .sequentiallyConsistent) }
}

private func signalTerminal() {
    var byte: UInt8 = 0
    _ = write(terminalDescriptor.load(ordering: .sequentiallyConsistent), &byte, 1)
}

// What the signal handlers touch; a handler has no other way to know.
private let terminalDescriptor = Atomic<Int32>(-1)
private let wasContinued = Atomic<Bool>(false)
