import CLinux
import Glibc
import SystemPackage

/// A process that has done what every runner does first, and becomes a runner by forking itself: no program is loaded
/// then, and no library started. Letting go of it ends it; its runners live on.
public struct ForkServer: Sendable {
    /// The server's own process.
    public let processID: Int32
    let control: RunnerLink

    /// Starts the build that is prepared in `directory`, in a session of its own.
    ///
    /// Throws `RunnerError` when the server is gone: start another.
    public func start(
        _ directory: BuildDirectory, secrets: [String: String] = [:]
    ) throws(RunnerError) -> RunnerLink {
        let (ours, theirs) = try RunnerLink.pair()
        defer { try? theirs.close() }
        try control.pass(theirs)
        try ours.send(RunnerOrder(directory: directory.path.string, secrets: secrets))
        return ours
    }

    /// What the server's process does: waits on standard input for the descriptors of its runners' standard inputs.
    ///
    /// Returns in each runner, which then goes on as one that was started alone. In the server itself it returns
    /// `false` when standard input ends. The process must have one thread only: a fork takes no other along.
    static func serve() -> Bool {
        signal(SIGCHLD, SIG_IGN)
        Rehearsal.perform()
        while case let descriptor = clinux_receive_descriptor(STDIN_FILENO), descriptor >= 0 {
            if clinux_fork() == 0 {
                becomeRunner(standardInput: descriptor)
                return true
            }
            close(descriptor)
        }
        return false
    }

    private static func becomeRunner(standardInput descriptor: Int32) {
        dup2(descriptor, STDIN_FILENO)
        close(descriptor)
        setsid()
        signal(SIGCHLD, SIG_DFL)
    }
}
