public import Foundation
import Glibc
import Synchronization

extension PseudoTerminal {
    /// Starts an executable with the terminal as its own, in a session of its own, as a terminal window does.
    public func spawn(
        _ executable: URL, _ arguments: [String] = [], environment: [String: String], directory: URL? = nil
    ) throws {
        // env(1) changes the directory, as a spawn cannot everywhere.
        let path = directory == nil ? executable.path : "/usr/bin/env"
        let arguments = directory.map { ["-C", $0.path, executable.path] + arguments } ?? arguments
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // A session leader that opens a terminal gets it as its controlling one.
        posix_spawn_file_actions_addopen(&actions, 0, self.path, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        var child: pid_t = 0
        let code = Self.withArguments([path] + arguments) { arguments in
            Self.withArguments(environment.map { "\($0.key)=\($0.value)" }) { environment in
                Self.withNewSession { posix_spawn(&child, path, &actions, &$0, arguments, environment) }
            }
        }
        guard code == 0 else { throw TerminalError.notStarted(path, code) }
        state.withLock { $0.child = child }
        handOver()
    }

    /// Leaves the program's end to the program alone, so that its end is noticed.
    private func handOver() {
        let isHeld = state.withLock { state in
            defer { state.isHandedOver = true }
            return !state.isHandedOver
        }
        if isHeld { Glibc.close(descriptor) }
    }

    /// Waits for the program's end: its exit code, or 128 and the number of the signal that ended it.
    public func waitForExit() async -> Int32? {
        guard let child = state.withLock({ $0.child }) else { return nil }
        let status = await Self.wait(child)
        state.withLock { $0.child = nil }
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    }

    /// Ends what still runs on the terminal, and hangs up.
    func end() async {
        if let child = state.withLock({ $0.child }) {
            Glibc.kill(-child, SIGKILL)
            Glibc.kill(child, SIGKILL)
            _ = await waitForExit()
        }
        handOver()
    }

    /// On a thread of its own: waiting blocks.
    private static func wait(_ child: pid_t) async -> Int32 {
        await withCheckedContinuation { continuation in
            Thread {
                var status: Int32 = 0
                while waitpid(child, &status, 0) < 0, errno == EINTR {}
                continuation.resume(returning: status)
            }.start()
        }
    }

    private static func withNewSession(_ body: (inout posix_spawnattr_t) -> Int32) -> Int32 {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        let flags = 0x80 | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF  // 0x80: POSIX_SPAWN_SETSID
        posix_spawnattr_setflags(&attributes, Int16(flags))
        return body(&attributes)
    }

    private static func withArguments<Result>(
        _ arguments: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let pointers = arguments.map { strdup($0) }
        defer { for pointer in pointers { free(pointer) } }
        return body(pointers + [nil])
    }
}

extension PseudoTerminal {
    /// Sends a signal to the program that `spawn` started.
    public func kill(with signal: Int32) {
        if let child = state.withLock({ $0.child }) { Glibc.kill(child, signal) }
    }
}
