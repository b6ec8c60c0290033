public import Foundation
internal import Glibc

/// A file that only its owner may read, replaced in one step: after a crash there is the old one or the new one.
public struct PrivateFile {
    let url: URL

    public init(_ url: URL) {
        self.url = url
    }

    static func makeFolder(_ url: URL) throws {
        try FileManager.default.createDirectory(
            at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    func read() throws -> [UInt8] {
        let descriptor = Glibc.open(url.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw errno == ENOENT ? VaultError.missing(path: url.path) : failure("open", url)
        }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        return Array(try file.read(upToCount: 2 * Age.largestContent + 1) ?? Data())
    }

    func readIfThere() throws -> [UInt8]? {
        do { return try read() } catch VaultError.missing { return nil }
    }

    /// Makes the file where others keep theirs, and touches none of those. What could not be written whole is removed.
    ///
    /// - Throws: `VaultError.exists` if there is one already.
    public func create(_ content: [UInt8]) throws {
        try write(content, to: url)
        try syncFolder()
    }

    /// - Parameter previous: where what is there now is kept.
    func replace(with content: [UInt8], keeping previous: URL? = nil) throws {
        let temporary = url.appendingPathExtension("new")
        // Whoever replaces holds a lock, so what is there under the temporary name was left by a crash.
        unlink(temporary.path)
        defer { unlink(temporary.path) }
        try write(content, to: temporary)
        if let previous { try keep(as: previous) }
        guard rename(temporary.path, url.path) == 0 else { throw failure("rename", url) }
        try syncFolder()
    }

    private func write(_ content: [UInt8], to file: URL) throws {
        let descriptor = Glibc.open(file.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw errno == EEXIST ? VaultError.exists(path: file.path) : failure("open", file)
        }
        defer { close(descriptor) }
        do {
            try write(content, to: descriptor, of: file)
        } catch {
            unlink(file.path)
            throw error
        }
    }

    private func write(_ content: [UInt8], to descriptor: Int32, of file: URL) throws {
        var rest = content[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else { throw failure("write", file) }
            rest = rest.dropFirst(written)
        }
        guard fsync(descriptor) == 0 else { throw failure("fsync", file) }
    }

    /// By a second link, so that the file is never without its name.
    private func keep(as previous: URL) throws {
        let temporary = previous.appendingPathExtension("new")
        unlink(temporary.path)
        guard link(url.path, temporary.path) == 0 else {
            if errno == ENOENT { return }
            throw failure("link", temporary)
        }
        guard rename(temporary.path, previous.path) == 0 else { throw failure("rename", previous) }
    }

    private func syncFolder() throws {
        let folder = url.deletingLastPathComponent()
        let descriptor = Glibc.open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("open", folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("fsync", folder) }
    }

    private func failure(_ call: String, _ url: URL) -> VaultError {
        .system(call: call, path: url.path, code: errno)
    }
}
