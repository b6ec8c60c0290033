internal import Foundation
internal import Glibc

/// A lock between processes, kept on a file of its own because the file that it guards gets replaced.
struct FileLock {
    let url: URL

    init(_ url: URL) {
        self.url = url
    }

    /// Waits for the lock. It goes with the process that holds it, however that ends.
    func whileHeld<Result>(_ body: () throws -> Result) throws -> Result {
        let descriptor = Glibc.open(url.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw VaultError.system(call: "open", path: url.path, code: errno) }
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw VaultError.system(call: "flock", path: url.path, code: errno) }
        }
        return try body()
    }
}
