import Foundation
import Glibc
import Synchronization

/// Ctrl-C where no line editor takes it as a key: while a command runs, and at a terminal that cannot be edited on.
///
/// One handler for the life of the process, in place before the first command: a signal that comes between two commands
/// neither ends the shell nor reaches the next command.
final class Interrupts: Sendable {
    private struct Running {
        var wasInterrupted = false
        var cancel: @Sendable () -> Void
        /// Answers in the command's place.
        var leave: @Sendable () -> Void
    }

    private struct State {
        var running: Running?
        var whenIdle: @Sendable () -> Void = {}
    }

    static let shared = Interrupts()
    private let state = Mutex(State())

    /// Takes the signal over; a program that is started from here has it as usual.
    func install() {
        var ends: [Int32] = [-1, -1]
        guard interruptPipe.load(ordering: .relaxed) == -1, pipe(&ends) == 0 else { return }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
        interruptPipe.store(ends[1], ordering: .sequentiallyConsistent)
        // A signal handler may use write(2) and lock-free atomics.
        _ = signal(SIGINT) { _ in
            var byte: UInt8 = 0
            _ = write(interruptPipe.load(ordering: .sequentiallyConsistent), &byte, 1)
        }
        let readEnd = ends[0]
        Thread.detachNewThread { [self] in
            var byte: UInt8 = 0
            while true {
                let count = read(readEnd, &byte, 1)
                if count == 1 { interrupt() } else if count == 0 || errno != EINTR { return }
            }
        }
    }

    /// What an interrupt does while no command runs.
    func whenIdle(_ action: @escaping @Sendable () -> Void) {
        state.withLock { $0.whenIdle = action }
    }

    /// Runs a command; an interrupt cancels its task, a second one leaves it behind. Answers 130 then.
    func cancelling(_ body: @escaping @Sendable () async -> Int32) async -> Int32 {
        let (ends, continuation) = AsyncStream<Int32>.makeStream()
        let command = Task { await body() }
        state.withLock { $0.running = Running(cancel: { command.cancel() }, leave: { continuation.yield(130) }) }
        defer { state.withLock { $0.running = nil } }
        Task {
            let code = await command.value
            continuation.yield(command.isCancelled && code != 0 ? 130 : code)
        }
        for await code in ends { return code }
        return 130
    }

    private func interrupt() {
        let action: @Sendable () -> Void = state.withLock { state in
            guard let running = state.running else { return state.whenIdle }
            state.running?.wasInterrupted = true
            return running.wasInterrupted ? running.leave : running.cancel
        }
        action()
    }
}

/// Where the signal handler writes; a handler has no other way to know.
private let interruptPipe = Atomic<Int32>(-1)
