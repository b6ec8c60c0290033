public import Foundation
import Glibc

/// The lock that makes sure of one engine per state folder. The kernel frees it however the engine ends.
public final class EngineLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock.
    ///
    /// Throws `EngineError.alreadyRunning`, `EngineError.stateUnusable`.
    public init(folder: URL) throws(EngineError) {
        try StateFolder.prepare(folder)
        let file = folder.appending(path: "engine.lock")
        descriptor = open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw EngineError.stateUnusable(folder, reason: String(cString: strerror(errno)))
        }
        guard Self.take(descriptor) else {
            close(descriptor)
            throw EngineError.alreadyRunning(lock: file, processID: Self.holder(file))
        }
        _ = ftruncate(descriptor, 0)
        let text = "\(getpid())\n"
        _ = text.withCString { write(descriptor, $0, strlen($0)) }
    }

    deinit { close(descriptor) }

    /// Tries for a fifth of a second: someone who asks whether the lock is held shares it for an instant.
    private static func take(_ descriptor: Int32) -> Bool {
        for _ in 0..<40 {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
            poll(nil, 0, 5)
        }
        return false
    }

    /// The process that holds the lock of a folder, if its engine runs.
    public static func owner(of folder: URL) -> Int32? {
        let file = folder.appending(path: "engine.lock")
        let descriptor = open(file.path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        if flock(descriptor, LOCK_SH | LOCK_NB) == 0 { return nil }
        return holder(file)
    }

    private static func holder(_ file: URL) -> Int32? {
        let text = try? String(contentsOf: file, encoding: .utf8)
        return text?.split(whereSeparator: \.isWhitespace).first.flatMap { Int32($0) }
    }
}
