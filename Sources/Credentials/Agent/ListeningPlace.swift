internal import AgentLink
internal import Foundation
internal import Glibc

/// The socket of an agent, and the path at which clients find it for as long as no other agent has taken that.
struct ListeningPlace: Sendable {
    let url: URL
    let socket: AgentSocket
    /// The file that was made at the path; it keeps its number for as long as the socket is open.
    private let file: ino_t

    /// Listens in a folder that is made private first, in place of a socket that nobody listens on any more.
    ///
    /// - Throws: `AgentError`; `.running` if there is an agent already.
    init(_ url: URL) throws {
        try Self.makePrivate(url.deletingLastPathComponent())
        // Held while the socket is put in place: two agents that start at once must not unlink each other's.
        socket = try FileLock(Self.lock(of: url)).whileHeld {
            if (try? AgentSocket.connect(to: url.path)) != nil { throw AgentError.running(path: url.path) }
            unlink(url.path)
            return try AgentSocket.listen(at: url.path)
        }
        guard let file = Self.file(at: url) else { throw AgentError.system(call: "lstat", code: errno) }
        (self.url, self.file) = (url, file)
    }

    /// Whether clients find this agent at the path, and neither another nor nothing.
    var isOurs: Bool { Self.file(at: url) == file }

    /// Serves nobody new, and takes its socket away, but not that of an agent which has come since.
    func leave() {
        socket.stopListening()
        try? FileLock(Self.lock(of: url)).whileHeld {
            if isOurs { unlink(url.path) }
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

    private static func lock(of url: URL) -> URL { url.appendingPathExtension("lock") }

    private static func file(at url: URL) -> ino_t? {
        var status = stat()
        return lstat(url.path, &status) == 0 ? status.st_ino : nil
    }
}
