import CLinux
import Foundation
import Glibc
import Shell

/// Starts a process in a session of its own and reads the one line with which it says how that went.
struct DetachedProcess {
    let executable: URL
    let arguments: [String]
    /// Where its standard error goes.
    let log: URL

    /// Waits for the process's first line on standard output, or for its end. It is reaped when it ends.
    func run() async throws -> String {
        var ends: [Int32] = [-1, -1]
        guard clinux_pipe(&ends) == 0 else { throw failure(errno) }
        let process: pid_t
        do {
            defer { close(ends[1]) }
            process = try spawn(output: ends[1])
        } catch {
            close(ends[0])
            throw error
        }
        let reading = ends[0]
        return await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                var bytes: [UInt8] = []
                var byte: UInt8 = 0
                while read(reading, &byte, 1) == 1, byte != UInt8(ascii: "\n") { bytes.append(byte) }
                close(reading)
                continuation.resume(returning: String(decoding: bytes, as: UTF8.self))
                var status: Int32 = 0
                while waitpid(process, &status, 0) < 0, errno == EINTR {}
            }
        }
    }

    private func spawn(output: Int32) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_addopen(&actions, 2, log.path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        _ = clinux_close_from(&actions, 3)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        Self.resetSignals(&attributes)
        var words: [UnsafeMutablePointer<CChar>?] = ([executable.path] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var process = pid_t()
        let code = posix_spawn(&process, executable.path, &actions, &attributes, &words, environ)
        guard code == 0 else { throw failure(code) }
        return process
    }

    /// What the process that starts it has blocked or ignored would keep it from being ended.
    private static func resetSignals(_ attributes: inout posix_spawnattr_t) {
        var (none, all) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(
            &attributes, clinux_spawn_new_session | Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    }

    private func failure(_ code: Int32) -> CommandFailure {
        .unreachable("The \(arguments.first ?? "program") cannot be started: \(String(cString: strerror(code)))")
    }
}
