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
    /// - Parameter secrets: values by name, handed over through a pipe and never written down.
    /// - Returns: the runner's process. It is reaped when it ends.
    @discardableResult
    public func start(
        _ directory: BuildDirectory, secrets: [String: String] = [:]
    ) throws(RunnerError) -> Int32 {
        let standby = try standby()
        try standby.assign(directory, secrets: secrets)
        return standby.processID
    }

    /// Starts a runner ahead of time, so that a build need not wait for it.
    public func standby() throws(RunnerError) -> StandbyRunner {
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            throw .notStarted(program: executable, problem: "\(Errno(rawValue: errno))")
        }
        defer { close(ends[1]) }
        let channel = StandbyRunner.Channel(FileDescriptor(rawValue: ends[0]))
        let pid = try spawn(standardInput: ends[1])
        Self.reap(pid)
        return StandbyRunner(processID: pid, channel: channel)
    }

    private func spawn(standardInput: Int32) throws(RunnerError) -> pid_t {
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

/// A runner that waits for a build. Letting go of it ends it.
public struct StandbyRunner: Sendable {
    /// The runner's process.
    public let processID: Int32
    fileprivate let channel: Channel

    fileprivate init(processID: Int32, channel: Channel) {
        self.processID = processID
        self.channel = channel
    }

    /// Gives the runner its build. A runner takes one build only.
    public func assign(_ directory: BuildDirectory, secrets: [String: String] = [:]) throws(RunnerError) {
        try channel.send(RunnerOrder(directory: directory.path.string, secrets: secrets).encoded())
    }

    /// Our end of the runner's standard input.
    fileprivate final class Channel: Sendable {
        private let descriptor: FileDescriptor

        init(_ descriptor: FileDescriptor) { self.descriptor = descriptor }

        deinit { try? descriptor.close() }

        /// Sends the order and its end. A runner that is gone is an error here, not a signal.
        func send(_ bytes: [UInt8]) throws(RunnerError) {
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes {
                    Glibc.send(descriptor.rawValue, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else {
                    throw .notStarted(program: "the runner", problem: "\(Errno(rawValue: errno))")
                }
                rest = rest.dropFirst(count)
            }
            shutdown(descriptor.rawValue, Int32(SHUT_WR))
        }
    }
}
