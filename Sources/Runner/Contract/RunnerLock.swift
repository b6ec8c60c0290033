import Foundation
import Glibc
import SystemPackage

/// The file `lock`: held with flock(2) for as long as a runner lives, so that its death can't go unnoticed.
final class RunnerLock {
    private let descriptor: FileDescriptor

    private struct Content: Codable {
        var version = 1
        var pid: Int32
    }

    /// Takes the lock for this process.
    init(_ path: FilePath) throws(RunnerError) {
        do {
            descriptor = try FileDescriptor.open(
                path, .readWrite, options: [.create, .closeOnExec], permissions: .ownerReadWrite)
        } catch {
            throw .file(path: path.string, problem: "\(error)")
        }
        guard Self.take(descriptor) else {
            try? descriptor.close()
            throw .alreadyRunning(path: path.removingLastComponent().string)
        }
        let content = Array("{\"pid\":\(getpid()),\"version\":1}\n".utf8)
        ftruncate(descriptor.rawValue, 0)
        _ = try? descriptor.writeAll(content)
    }

    /// Tries for a fifth of a second: someone who asks whether the lock is held shares it for an instant.
    private static func take(_ descriptor: FileDescriptor) -> Bool {
        for _ in 0..<40 {
            if flock(descriptor.rawValue, LOCK_EX | LOCK_NB) == 0 { return true }
            poll(nil, 0, 5)
        }
        return false
    }

    deinit { try? descriptor.close() }

    static func isHeld(at path: FilePath) -> Bool {
        guard let descriptor = try? FileDescriptor.open(path, .readOnly, options: .closeOnExec) else { return false }
        defer { try? descriptor.close() }
        return flock(descriptor.rawValue, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
    }

    /// The process that holds the lock; `nil` if none does.
    static func holder(of path: FilePath) -> pid_t? {
        guard isHeld(at: path), let bytes = try? FileContent.read(path) else { return nil }
        return (try? JSONDecoder().decode(Content.self, from: Data(bytes)))?.pid
    }
}
