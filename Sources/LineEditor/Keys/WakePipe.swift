import Glibc
import Synchronization

/// A pipe whose only message is that there is something to look at. A change of the window's size signals it too.
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

    /// Has the pipe signalled whenever the terminal's window gets another size (SIGWINCH).
    func followWindowSize() {
        windowSizeDescriptor.store(writeEnd, ordering: .sequentiallyConsistent)
        _ = Glibc.signal(SIGWINCH) { _ in
            var byte: UInt8 = 0
            // A signal handler may use write(2) and lock-free atomics.
            _ = write(windowSizeDescriptor.load(ordering: .sequentiallyConsistent), &byte, 1)
        }
    }
}

/// Where the signal handler writes; a handler has no other way to know.
private let windowSizeDescriptor = Atomic<Int32>(-1)
