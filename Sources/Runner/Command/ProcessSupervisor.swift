import CLinux
import Glibc
import SystemPackage

/// How a program that the runner started came to its end.
enum ProcessEnding: Equatable {
    /// The exit status, or 128 plus the number of the signal that ended it.
    case exited(Int)
    /// Someone asked for an end of the build.
    case stopped
    /// The build's time is up.
    case timedOut
}

/// Starts the build's programs one at a time, takes in what they print, and sees to it that none outlives the build.
///
/// One pipe serves all of them, so that output of a background process still finds the log when its command is over.
final class ProcessSupervisor {
    private let reading: FileDescriptor
    private let writing: FileDescriptor
    private let signals: FileDescriptor
    private let deadline: Deadline
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
    private let onOutput: (UnsafeRawBufferPointer) -> Void
    private var isStopRequested: Bool
    private var ended: [pid_t: Int] = [:]

    /// - Parameter onOutput: takes the bytes in the order in which they arrive.
    init(
        deadline: Deadline, isStopRequested: Bool, onOutput: @escaping (UnsafeRawBufferPointer) -> Void
    ) throws(RunnerError) {
        self.deadline = deadline
        self.isStopRequested = isStopRequested
        self.onOutput = onOutput
        var ends: [Int32] = [-1, -1]
        guard clinux_pipe(&ends) == 0 else { throw .notStarted(program: "pipe", problem: "\(Errno(rawValue: errno))") }
        reading = FileDescriptor(rawValue: ends[0])
        writing = FileDescriptor(rawValue: ends[1])
        _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
        signals = FileDescriptor(rawValue: Self.signalDescriptor())
        clinux_adopt_orphans()
    }

    deinit {
        buffer.deallocate()
        for descriptor in [reading, writing, signals] { try? descriptor.close() }
    }

    private static func signalDescriptor() -> Int32 {
        var mask = heldSignals
        return clinux_signal_descriptor(&mask)
    }

    /// Keeps a request to stop waiting until there is a supervisor to take it. Call it before anyone can know of this
    /// process, and look for the file `stop` after it: then no request is missed, and none kills the runner.
    static func holdSignals() {
        var mask = heldSignals
        pthread_sigmask(SIG_BLOCK, &mask, nil)
        for ignored in [SIGHUP, SIGPIPE] { signal(ignored, SIG_IGN) }
    }

    private static var heldSignals: sigset_t {
        var mask = sigset_t()
        sigemptyset(&mask)
        for signal in [SIGCHLD, SIGTERM, SIGINT] { sigaddset(&mask, signal) }
        return mask
    }

    /// Whether the build must end now, for the steps between programs.
    var interruption: ProcessEnding? {
        takeSignals()
        if isStopRequested { return .stopped }
        return deadline.millisecondsLeft == 0 ? .timedOut : nil
    }

    /// Runs a program to its end. Its background processes may live on, until `endAll`.
    func run(_ launch: ProcessLaunch) throws(RunnerError) -> ProcessEnding {
        if let interruption { return interruption }
        // A number that an ended process had may come again.
        ended = [:]
        let pid = try launch.start(log: writing)
        while true {
            wait(milliseconds: deadline.millisecondsLeft)
            // Looking for an interruption reaps as well, so an end must be looked for after it, not before.
            let interruption = interruption
            if let status = ended.removeValue(forKey: pid) {
                drain()
                return .exited(status)
            }
            if let interruption {
                endAll()
                return interruption
            }
        }
    }

    /// Ends every process the build has started: TERM, a short wait, KILL.
    func endAll(graceInSeconds: Double = 2) {
        guard hasChildren else { return }
        // Stopped until each of them has its signal: a shell whose program ends first would go on to its next command.
        for signal in [SIGSTOP, SIGTERM, SIGCONT] { ProcessTree.signalDescendants(signal) }
        let grace = Deadline(secondsFromNow: graceInSeconds)
        while hasChildren, grace.millisecondsLeft > 0 { wait(milliseconds: grace.millisecondsLeft) }
        // A process may fork while its ancestors are being killed, so look again, but not for ever: what a set-user-ID
        // program started can't be ended.
        let patience = Deadline(secondsFromNow: graceInSeconds)
        while hasChildren, patience.millisecondsLeft > 0 {
            ProcessTree.signalDescendants(SIGKILL)
            wait(milliseconds: 20)
        }
        drain()
    }

    private var hasChildren: Bool {
        reap()
        var information = siginfo_t()
        return waitid(P_ALL, 0, &information, WEXITED | WNOHANG | WNOWAIT) == 0
    }

    private func wait(milliseconds: Int32) {
        var polled = [
            pollfd(fd: reading.rawValue, events: Int16(POLLIN), revents: 0),
            pollfd(fd: signals.rawValue, events: Int16(POLLIN), revents: 0),
        ]
        guard poll(&polled, 2, milliseconds) > 0 else { return }
        if polled[0].revents != 0 { _ = readOnce() }
        if polled[1].revents != 0 { takeSignals() }
    }

    /// What a program wrote before its end is in the pipe by then; a background process that goes on writing is not
    /// waited for, so no more is read than the pipe can hold.
    private func drain() {
        for _ in 0..<16 where !readOnce() { return }
    }

    private func readOnce() -> Bool {
        let count = Glibc.read(reading.rawValue, buffer.baseAddress, buffer.count)
        guard count > 0 else { return false }
        onOutput(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        return true
    }

    private func takeSignals() {
        // The first field of a signalfd_siginfo, 128 bytes long, is the signal's number.
        withUnsafeTemporaryAllocation(byteCount: 128, alignment: 8) { information in
            while Glibc.read(signals.rawValue, information.baseAddress, 128) == 128 {
                let signal = Int32(information.load(as: UInt32.self))
                if signal == SIGTERM || signal == SIGINT { isStopRequested = true }
            }
        }
        reap()
    }

    private func reap() {
        var status: Int32 = 0
        while case let pid = waitpid(-1, &status, WNOHANG), pid > 0 {
            let signal = status & 0x7F
            ended[pid] = Int(signal == 0 ? (status >> 8) & 0xFF : 128 + signal)
        }
    }
}
