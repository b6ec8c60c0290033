internal import Foundation
internal import Glibc

/// A lock between processes, kept on a file of its own because the file that it guards gets replaced.
struct FileLock {
    let url: URL
    let patience: Duration
    /// How often a lock that another has is tried, in microseconds.
    private static let pause: UInt32 = 2000

    init(_ url: URL, _ patience: Duration = .seconds(60)) {
        (self.url, self.patience) = (url, patience)
    }

    /// Waits for the lock. It goes with the process that holds it, however that ends.
    ///
    /// - Throws: `VaultError.busy` if another process keeps it for longer than one waits.
    func whileHeld<Result>(_ body: () throws -> Result) throws -> Result {
        let descriptor = Glibc.open(url.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw VaultError.system(call: "open", path: url.path, code: errno) }
        defer { close(descriptor) }
        let end = ContinuousClock.now + patience
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard [EWOULDBLOCK, EINTR].contains(errno) else {
                throw VaultError.system(call: "flock", path: url.path, code: errno)
            }
            guard ContinuousClock.now < end else { throw VaultError.busy(path: url.path) }
            usleep(Self.pause)
        }
        return try body()
    }
}
