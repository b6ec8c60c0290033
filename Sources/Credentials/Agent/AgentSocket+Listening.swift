internal import AgentLink
internal import Foundation
internal import Glibc

extension AgentSocket {
    /// Listens in a folder that is made private first, in place of a socket that nobody listens on any more.
    static func listen(at url: URL) throws -> AgentSocket {
        try PrivateFile.makeFolder(url.deletingLastPathComponent())
        // Held while the socket is put in place: two agents that start at once must not unlink each other's.
        return try FileLock(url.appendingPathExtension("lock")).whileHeld {
            if (try? connect(to: url.path)) != nil { throw AgentError.running(path: url.path) }
            unlink(url.path)
            return try listen(at: url.path)
        }
    }
}
