import CLinux
import Glibc
import PipelineEngine

/// A process that is not our child, held so that its number cannot come to mean another one (pidfd_open(2)).
final class RunningProcess: Sendable {
    let id: Int32
    private let descriptor: Int32

    /// `nil` if there is no such process.
    init?(_ id: Int32) {
        self.id = id
        descriptor = clinux_process_descriptor(id)
        if descriptor < 0 { return nil }
    }

    deinit { close(descriptor) }

    /// Asks it to end. One that has ended already is fine.
    func terminate() { _ = clinux_send_signal(descriptor, SIGTERM) }

    /// Returns when it has ended. What it held is free then.
    func waitForEnd() async {
        let descriptor = descriptor
        // Nothing in it throws.
        try? await offPool {
            var ended = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            while poll(&ended, 1, -1) < 0, errno == EINTR {}
        }
        withExtendedLifetime(self) {}
    }
}
