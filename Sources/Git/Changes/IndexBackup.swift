import Foundation
import Glibc

/// What is staged, kept beside git's index by a second name: git never changes that file, but puts another in its place.
struct IndexBackup {
    private let index: URL
    private let copy: URL
    private let isThere: Bool

    init(of repository: Repository) throws {
        index = repository.gitDirectory.appending(path: "index")
        copy = index.appendingPathExtension("before-\(getpid())")
        isThere = FileManager.default.fileExists(atPath: index.path)
        guard isThere else { return }
        unlink(copy.path)
        if link(index.path, copy.path) != 0 { try FileManager.default.copyItem(at: index, to: copy) }
    }

    func discard() { unlink(copy.path) }

    /// Stages again what was staged, and nothing else; leaves it to another git that is at work.
    func restore() {
        defer { discard() }
        let lock = index.appendingPathExtension("lock")
        let descriptor = open(lock.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return }
        close(descriptor)
        defer { unlink(lock.path) }
        if isThere { rename(copy.path, index.path) } else { unlink(index.path) }
    }
}
