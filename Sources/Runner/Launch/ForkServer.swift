import CLinux
import Glibc
import SystemPackage

/// A process that has done what every runner does first, and becomes a runner by forking itself: no program is loaded
/// then, and no library started. Letting go of it ends it; its runners live on.
public struct ForkServer: Sendable {
    /// The server's own process.
    public let processID: Int32
    let control: RunnerLink

    /// A new runner in a session of its own, which waits for its build (`RunnerLink.begin`). Letting go of the link ends
    /// one that has none.
    ///
    /// Throws `RunnerError` when the server is gone: start another.
    public func runner() throws(RunnerError) -> RunnerLink {
        let (ours, theirs) = try RunnerLink.pair()
        defer { try? theirs.close() }
        try control.pass(theirs)
        return ours
    }

    /// Starts the build that is prepared in `directory`.
    public func start(
        _ directory: BuildDirectory, secrets: BuildSecrets = .empty
    ) throws(RunnerError) -> RunnerLink {
        let runner = try runner()
        try runner.begin(directory, secrets: secrets)
        return runner
    }

    /// What the server's process does: waits on standard input for the descriptors of its runners' standard inputs.
    ///
    /// Returns `true` in each runner, which then goes on as one that was started alone, and `false` in the server
    /// itself when standard input ends. The process must have one thread only: a fork takes no other along.
    ///
    /// - Parameter rehearse: runs a build in this process.
    static func serve(rehearse: (BuildDirectory) -> Void) -> Bool {
        // Before any fork: the end of a build ends every process below it.
        var mask = sigset_t()
        pthread_sigmask(SIG_BLOCK, nil, &mask)
        Rehearsal.perform(rehearse)
        pthread_sigmask(SIG_SETMASK, &mask, nil)
        signal(SIGCHLD, SIG_IGN)
        while let isRunner = forkOne() {
            if isRunner { return true }
        }
        return false
    }

    /// Waits for an order and forks. Answers whether this is the new process; `nil` when no order will come any more.
    private static func forkOne() -> Bool? {
        let descriptor = clinux_receive_descriptor(STDIN_FILENO)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        guard clinux_fork() == 0 else { return false }
        dup2(descriptor, STDIN_FILENO)
        setsid()
        signal(SIGCHLD, SIG_DFL)
        return true
    }
}
