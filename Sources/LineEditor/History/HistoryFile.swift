public import Foundation
import Glibc

/// The lines typed before, one file for all sessions: a line each, `\` and line breaks escaped.
///
/// Lines are appended at once and under a lock, so two shells lose nothing and a crash loses nothing. The file is
/// 0600 in a folder 0700.
public struct HistoryFile: Sendable {
    public let url: URL
    /// How many lines are kept.
    public let limit: Int

    public init(_ url: URL, limit: Int = 2000) {
        self.url = url
        self.limit = limit
    }

    /// The lines, oldest first. No file is no lines.
    public func load() -> [String] {
        guard let data = FileManager.default.contents(atPath: url.path) else { return [] }
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n").map { Self.unescaped($0) }
        if lines.count > limit * 2 { rewrite(Array(lines.suffix(limit))) }
        return Array(lines.suffix(limit))
    }

    /// Adds a line at the end. History is a convenience: a disk that refuses it stops nobody.
    public func append(_ line: String) {
        makeFolder()
        let descriptor = open(url.path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        flock(descriptor, LOCK_EX)
        Self.write(Self.escaped(line) + "\n", to: descriptor)
    }

    private func rewrite(_ lines: [String]) {
        let descriptor = open(url.path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        flock(descriptor, LOCK_EX)
        ftruncate(descriptor, 0)
        Self.write(lines.map { Self.escaped($0) + "\n" }.joined(), to: descriptor)
    }

    private func makeFolder() {
        try? FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
    }

    private static func write(_ text: String, to descriptor: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count <= 0 { return }
            rest = rest.dropFirst(count)
        }
    }

    static func escaped(_ line: String) -> String {
        line.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
    }

    static func unescaped(_ line: Substring) -> String {
        var result = ""
        var isEscape = false
        for character in line {
            if isEscape {
                result.append(character == "n" ? "\n" : character)
                isEscape = false
            } else if character == "\\" {
                isEscape = true
            } else {
                result.append(character)
            }
        }
        return result
    }
}
