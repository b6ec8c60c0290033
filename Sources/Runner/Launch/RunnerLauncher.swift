import CLinux
public import Foundation
import Glibc
import SystemPackage

/// Starts runners: processes in sessions of their own, which live on when this one ends.
public struct RunnerLauncher: Sendable {
    private let executable: String
    private let arguments: [String]

    /// - Parameter arguments: what makes the executable a runner; it then reads its order from standard input.
    public init(executable: URL, arguments: [String] = ["runner"]) {
        self.executable = executable.path(percentEncoded: false)
        self.arguments = arguments
    }

    /// Starts the build that is prepared in `directory`.
    ///
    /// - Parameter secrets: what it asks for (`BuildRequest.secretVariables`).
    /// - Returns: the runner's process. It is reaped when it ends.
    @discardableResult
    public func start(
        _ directory: BuildDirectory, secrets: BuildSecrets = .empty
    ) throws(RunnerError) -> Int32 {
        let (process, link) = try launch(arguments)
        try link.begin(directory, secrets: secrets)
        return process
    }

    /// Starts a process that becomes runners, each ready at once.
    public func forkServer() throws(RunnerError) -> ForkServer {
        let (process, link) = try launch(arguments + [RunnerProcess.serverArgument])
        return ForkServer(processID: process, control: link)
    }

    private func launch(_ arguments: [String]) throws(RunnerError) -> (process: Int32, link: RunnerLink) {
        let (ours, theirs) = try RunnerLink.pair()
        defer { try? theirs.close() }
        let process = try spawn(arguments, standardInput: theirs.rawValue)
        Self.reap(process)
        return (process, ours)
    }

    private func spawn(_ arguments: [String], standardInput: Int32) throws(RunnerError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, standardInput, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        _ = clinux_close_from(&actions, 3)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, clinux_spawn_new_session | Int16(POSIX_SPAWN_SETSIGMASK))
        let launch = ProcessLaunch(
            executable: executable, arguments: [executable] + arguments, environment: ["PATH=/usr/bin:/bin", "LANG=C"])
        return try launch.spawn(&actions, &attributes)
    }

    /// Waits for the process on a thread of its own: waitpid(2) blocks, and a runner may live for hours.
    private static func reap(_ pid: pid_t) {
        let thread = Thread {
            var status: Int32 = 0
            while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        }
        thread.stackSize = 128 << 10
        thread.start()
    }
}
