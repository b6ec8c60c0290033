import CLinux
import Glibc
import SystemPackage

/// Our end of a runner's standard input. The runner holds the other end as long as it lives, so its end shows here,
/// also the end of one that was killed before it could leave a trace in its directory.
public final class RunnerLink: Sendable {
    private let descriptor: FileDescriptor

    init(_ descriptor: FileDescriptor) { self.descriptor = descriptor }

    deinit { try? descriptor.close() }

    /// Two connected sockets; the first is ours, the second for the runner.
    static func pair() throws(RunnerError) -> (ours: RunnerLink, theirs: FileDescriptor) {
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            throw .notStarted(program: "a runner", problem: "\(Errno(rawValue: errno))")
        }
        return (RunnerLink(FileDescriptor(rawValue: ends[0])), FileDescriptor(rawValue: ends[1]))
    }

    /// Whether the runner is gone.
    public var hasEnded: Bool {
        var polled = pollfd(fd: descriptor.rawValue, events: 0, revents: 0)
        return poll(&polled, 1, 0) > 0 && polled.revents & Int16(POLLHUP) != 0
    }

    /// Has a runner that waits begin the build that is prepared in `directory`.
    ///
    /// Throws `RunnerError` if the runner is gone.
    public func begin(_ directory: BuildDirectory, secrets: BuildSecrets = .empty) throws(RunnerError) {
        try send(RunnerOrder(directory: directory.path.string, secrets: secrets))
    }

    /// Sends the order and its end. A runner that is gone is an error here, not a signal.
    private func send(_ order: RunnerOrder) throws(RunnerError) {
        var rest = try order.encoded()[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(descriptor.rawValue, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .notStarted(program: "a runner", problem: "\(Errno(rawValue: errno))") }
            rest = rest.dropFirst(count)
        }
        shutdown(descriptor.rawValue, Int32(SHUT_WR))
    }

    /// Passes the descriptor of a runner's standard input to a fork server.
    func pass(_ standardInput: FileDescriptor) throws(RunnerError) {
        while clinux_send_descriptor(descriptor.rawValue, standardInput.rawValue) < 0 {
            guard errno == EINTR else {
                throw .notStarted(program: "a runner", problem: "\(Errno(rawValue: errno))")
            }
        }
    }

    /// Returns when the runner is gone, or the task is cancelled.
    public func waitForEnd() async {
        guard let copy = try? descriptor.duplicate() else { return }
        let (ends, continuation) = AsyncStream.makeStream(of: Void.self)
        let source = ReadSource(copy.rawValue)
        defer { source.cancel() }
        // A runner never writes to its standard input: what can be read is its end.
        source.start {
            source.cancel()
            continuation.finish()
        }
        for await _ in ends {}
    }
}
