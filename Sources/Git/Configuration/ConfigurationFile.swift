public import Foundation

/// A file of git's configuration, for the change whose words may be no argument of a program, which others can see.
public struct ConfigurationFile: Sendable {
    private let url: URL

    /// Where the path is a link, the file that it leads to.
    public init(_ url: URL) {
        self.url = url.resolvingSymlinksInPath()
    }

    /// Gives sections another name in their brackets. Answers whether any had the old one.
    ///
    /// The file is replaced as git replaces it: under its lock, whole or not at all.
    public func renameSubsection(_ old: String, to new: String) throws -> Bool {
        let lock = url.appendingPathExtension("lock")
        try Data().write(to: lock, options: .withoutOverwriting)
        do {
            let files = FileManager.default
            let mode = try files.attributesOfItem(atPath: url.path)[.posixPermissions]
            try files.setAttributes([.posixPermissions: mode ?? 0o600], ofItemAtPath: lock.path)
            let text = try String(contentsOf: url, encoding: .utf8)
            let changed = Self.renaming(old, to: new, in: text)
            try Data(changed.utf8).write(to: lock)
            guard rename(lock.path, url.path) == 0 else { throw CocoaError(.fileWriteUnknown) }
            return changed != text
        } catch {
            try? FileManager.default.removeItem(at: lock)
            throw error
        }
    }

    private static func renaming(_ old: String, to new: String, in text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.drop { $0 == " " || $0 == "\t" }.hasPrefix("[") ? line.replacing(quoted(old), with: quoted(new)) : line
        }
        return lines.joined(separator: "\n")
    }

    /// As git-config(1) has it in a section's brackets.
    private static func quoted(_ name: String) -> String {
        "\"" + name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
