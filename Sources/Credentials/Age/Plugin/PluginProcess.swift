internal import AgentLink
internal import CLinux
internal import Glibc

/// A plugin at work, in a session of its own, spoken to over one connection that is its input and its output. It is killed
/// when this goes, and what it started with it.
final class PluginProcess {
    let connection: AgentSocket
    private let process: pid_t

    /// - Throws: `AgentError.system`.
    init(_ program: String, _ arguments: [String]) throws {
        let (own, child) = try AgentSocket.pair()
        defer { close(child) }
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        for descriptor in [STDIN_FILENO, STDOUT_FILENO] {
            posix_spawn_file_actions_adddup2(&actions, child, descriptor)
        }
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        _ = clinux_close_from(&actions, STDERR_FILENO + 1)
        posix_spawnattr_setflags(&attributes, clinux_spawn_new_session)
        var words = ([program] + arguments).map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, program, &actions, &attributes, &words, environ)
        guard code == 0 else { throw AgentError.system(call: program, code: code) }
        (self.connection, self.process) = (own, process)
    }

    /// Lets it end by itself, for a second.
    func finish() {
        connection.stopSending()
        connection.limitExchange(toSeconds: 1)
        while let rest = try? connection.receiveSome(atMost: 4096), !rest.isEmpty {}
    }

    deinit {
        kill(-process, SIGKILL)
        waitpid(process, nil, 0)
    }
}
