import Foundation

/// What the last synthesis of an app read and wrote: as long as nothing of it differs, its result holds.
struct SynthesisRecord: Codable {
    private static let currentVersion = 1

    var version = SynthesisRecord.currentVersion
    /// As they were before the app ran.
    var sources: SourceTree
    /// `~/.cdk.json`, if there is one.
    var userSettings: String?
    /// A hash of each variable of the app's environment, which may hold secrets.
    var environment: [String: String]
    /// Makes the hashes of this record its own.
    var salt: String
    /// The assembly as the app left it.
    var outputs: SourceTree
    /// The pipeline that was found, for those who must not wait for a synthesis.
    var pipeline: String?

    /// Variables that differ from one terminal to the next and that no app depends on.
    private static let passing: Set<String> = [
        "_", "COLUMNS", "DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "LINES", "OLDPWD", "PS1", "PWD", "SHLVL", "TERM",
        "TERM_PROGRAM", "TERM_PROGRAM_VERSION", "TERM_SESSION_ID", "COLORTERM", "TMPDIR", "TMUX", "TMUX_PANE",
        "WINDOWID", "XDG_RUNTIME_DIR", "XDG_SESSION_ID",
    ]

    static func hashes(of environment: [String: String], salt: String) -> [String: String] {
        var hashes: [String: String] = [:]
        for (name, value) in environment where !passing.contains(name) && !name.hasPrefix("SSH_") {
            hashes[name] = String(SourceTree.hash(of: Data((salt + name + "=" + value).utf8)).prefix(12))
        }
        return hashes
    }

    /// Why the result does not hold for what is there now; `nil` if it does.
    func reasonToRunAgain(
        sources now: SourceTree, userSettings: String?, environment: [String: String], outputs: SourceTree,
        output: String
    ) -> String? {
        if let difference = now.difference(from: sources) { return difference }
        if userSettings != self.userSettings { return "~/.cdk.json changed" }
        let hashes = Self.hashes(of: environment, salt: salt)
        let names = Set(hashes.keys).union(self.environment.keys).sorted()
        if let name = names.first(where: { hashes[$0] != self.environment[$0] }) {
            return name == "CDK_CONTEXT_JSON" ? "the context changed" : "the variable \(name) changed"
        }
        if outputs.files.isEmpty { return "\(output) is gone" }
        return outputs.difference(from: self.outputs).map { "in \(output), \($0)" }
    }

    /// Reads a record; `nil` if there is none that is understood.
    static func load(from file: URL) -> SynthesisRecord? {
        guard let data = try? Data(contentsOf: file),
            let record = try? JSONDecoder().decode(SynthesisRecord.self, from: data), record.version == currentVersion
        else { return nil }
        return record
    }

    /// Writes the record, for its owner alone.
    func store(in file: URL) throws {
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        try PrivateFile.write(JSONEncoder().encode(self), to: file)
    }
}

/// Files that are for their owner alone.
enum PrivateFile {
    /// Puts a content in place whole.
    static func write(_ content: Data, to file: URL) throws {
        let draft = file.deletingLastPathComponent().appending(path: ".\(UUID().uuidString)")
        guard
            FileManager.default.createFile(
                atPath: draft.path, contents: content, attributes: [.posixPermissions: 0o600])
        else { throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: draft.path]) }
        guard rename(draft.path, file.path) == 0 else {
            unlink(draft.path)
            throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: file.path])
        }
    }
}
