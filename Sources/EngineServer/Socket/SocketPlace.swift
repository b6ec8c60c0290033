import Foundation

/// The place of a Unix-domain socket: 0600 in a directory that is 0700.
///
/// The directory is what keeps others out between the bind and the change of mode.
struct SocketPlace {
    let path: String

    /// `sun_path` less its terminating zero.
    private static let longestPath = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1

    private var directory: String { URL(filePath: path).deletingLastPathComponent().path }

    /// Checks the place and makes its directory; removes nothing.
    ///
    /// - Parameter replacingStale: The caller holds the engine's lock, so a socket that is there has no listener.
    func prepare(replacingStale: Bool) throws(ServerError) {
        guard path.utf8.count <= Self.longestPath else {
            throw .socketPathTooLong(path: path, bytes: path.utf8.count, limit: Self.longestPath)
        }
        try makeDirectory()
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFSOCK else { throw .notASocket(path: path) }
        guard replacingStale else { throw .socketExists(path: path) }
    }

    private func makeDirectory() throws(ServerError) {
        do {
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .directoryUnusable(path: directory, reason: error.localizedDescription)
        }
        var status = stat()
        guard stat(directory, &status) == 0 else { throw .directoryUnusable(path: directory, reason: systemReason()) }
        guard status.st_uid == geteuid(), status.st_mode & 0o077 == 0 else {
            throw .directoryNotPrivate(path: directory)
        }
    }

    /// Narrows the bound socket to its owner.
    func narrow() throws(ServerError) {
        guard chmod(path, 0o600) == 0 else { throw .socketUnusable(path: path, reason: systemReason()) }
    }

    /// Takes the socket away, so that the next client finds nothing instead of nobody.
    func clear() {
        unlink(path)
    }

    private func systemReason() -> String { String(cString: strerror(errno)) }
}
