import CLinux
import Glibc
import SystemPackage

/// A program to start: its complete environment, and where its output goes.
struct ProcessLaunch {
    var executable: String
    var arguments: [String]
    var environment: [String]
    /// A file for output and error output together; `nil` means the build's log.
    var output: String?

    /// Starts the program in a process group of its own, with an empty standard input and no inherited signal settings.
    func start(log: FileDescriptor) throws(RunnerError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        if let output {
            posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        } else {
            posix_spawn_file_actions_adddup2(&actions, log.rawValue, 1)
        }
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var attributes = Self.attributes()
        defer { posix_spawnattr_destroy(&attributes) }
        return try spawn(&actions, &attributes)
    }

    private static func attributes() -> posix_spawnattr_t {
        var attributes = posix_spawnattr_t()
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_init(&attributes)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        posix_spawnattr_setflags(&attributes, Int16(flags))
        return attributes
    }

    func spawn(
        _ actions: inout posix_spawn_file_actions_t, _ attributes: inout posix_spawnattr_t
    ) throws(RunnerError) -> pid_t {
        var pid: pid_t = 0
        let argv = arguments.map { strdup($0) } + [nil]
        let envp = environment.map { strdup($0) } + [nil]
        defer { for string in argv + envp { free(string) } }
        let problem = posix_spawn(&pid, executable, &actions, &attributes, argv, envp)
        guard problem == 0 else {
            throw .notStarted(program: executable, problem: "\(Errno(rawValue: problem))")
        }
        return pid
    }
}
