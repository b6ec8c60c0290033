internal import AgentLink
internal import Foundation
internal import Glibc

extension AgentSocket {
    /// Listens in a folder that is made private first, in place of a socket that nobody listens on any more.
    static func listen(at url: URL) throws -> AgentSocket {
        try makePrivate(url.deletingLastPathComponent())
        // Held while the socket is put in place: two agents that start at once must not unlink each other's.
        return try FileLock(url.appendingPathExtension("lock")).whileHeld {
            if (try? connect(to: url.path)) != nil { throw AgentError.running(path: url.path) }
            unlink(url.path)
            return try listen(at: url.path)
        }
    }

    /// Whoever may write there could put a socket of theirs in the place of ours.
    private static func makePrivate(_ folder: URL) throws {
        try PrivateFile.makeFolder(folder)
        let descriptor = open(folder.path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw AgentError.foreignFolder(folder.path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_uid == geteuid() else {
            throw AgentError.foreignFolder(folder.path)
        }
        if status.st_mode & 0o077 != 0, fchmod(descriptor, 0o700) != 0 {
            throw AgentError.system(call: "fchmod", code: errno)
        }
    }
}
