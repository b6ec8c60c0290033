public import Foundation
import Glibc

/// The lines typed before, one file for all sessions: a line each, `\` and line breaks escaped.
///
/// Lines are appended at once and under a lock, so two shells lose nothing and a crash loses nothing. The file is
/// 0600 in a folder 0700.
public struct HistoryFile: Sendable {
    public let url: URL
    /// How many lines are kept; the file may grow to twice as many before it is cut back.
    public let limit: Int

    public init(_ url: URL, limit: Int = 2000) {
        self.url = url
        self.limit = max(1, limit)
    }

    /// The lines, oldest first, none twice in a row. No file is no lines.
    public func load() -> [String] {
        guard let data = FileManager.default.contents(atPath: url.path) else { return [] }
        let lines = Self.lines(data)
        if lines.count > limit * 2 { shorten() }
        return Array(lines.suffix(limit))
    }

    /// Adds a line at the end. History is a convenience: a disk that refuses it stops nobody.
    public func append(_ line: String) {
        try? FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        withLockedFile { descriptor in
            _ = fchmod(descriptor, 0o600)
            writeWhole(Self.endOfLastLine(descriptor) + Self.escaped(line) + "\n", to: descriptor)
        }
    }

    /// Keeps the newest lines only. The new file takes the old one's place whole, so a crash leaves one or the other.
    private func shorten() {
        withLockedFile { _ in
            guard let data = FileManager.default.contents(atPath: url.path) else { return }
            let copy = url.path + ".new"
            unlink(copy)
            let descriptor = open(copy, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { return }
            let isWritten = writeWhole(
                Self.lines(data).suffix(limit).map { Self.escaped($0) + "\n" }.joined(), to: descriptor)
            close(descriptor)
            if isWritten { rename(copy, url.path) } else { unlink(copy) }
        }
    }

    /// Opens and locks the file; anew if another session has put a shortened one in its place meanwhile.
    private func withLockedFile(_ body: (Int32) -> Void) {
        while true {
            let descriptor = open(url.path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { return }
            defer { close(descriptor) }
            while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
            var (held, named) = (stat(), stat())
            guard fstat(descriptor, &held) == 0, stat(url.path, &named) == 0, held.st_ino == named.st_ino else {
                continue
            }
            return body(descriptor)
        }
    }

    /// A line break if a crash has left the file without one at its end.
    private static func endOfLastLine(_ descriptor: Int32) -> String {
        var last: UInt8 = 0
        let end = lseek(descriptor, -1, SEEK_END)
        return end >= 0 && pread(descriptor, &last, 1, end) == 1 && last != UInt8(ascii: "\n") ? "\n" : ""
    }
}
