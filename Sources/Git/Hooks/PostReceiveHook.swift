public import Foundation
import Glibc

/// The `post-receive` hook that tells another program what was pushed to a repository (githooks(5)).
///
/// It is a shell script that starts the program with git's lines on its standard input, and ends well whatever the
/// program does: the push has been done by then. A hook that was there before runs first, with the same input, and its
/// exit status is kept.
public struct PostReceiveHook: Sendable, Hashable {
    /// The repository's own directory, absolute.
    public let gitDirectory: URL
    /// Where git looks for hooks.
    let folder: URL

    var file: URL { folder.appending(path: "post-receive") }
    /// A hook that was there before.
    var kept: URL { folder.appending(path: "post-receive.kept") }

    /// The second line of the script, by which it is known again.
    static let mark = "# Installed by sluice"
}

extension PostReceiveHook {
    /// The hook's place in the repository at `directory`, which may be bare.
    ///
    /// - Throws: `GitError`: `notARepository`, `sharedHooks`.
    public static func find(in directory: URL, command: GitCommand) async throws -> PostReceiveHook {
        let output = try await command.run(
            ["rev-parse", "--path-format=absolute", "--git-dir", "--git-path", "hooks"], in: directory)
        guard output.succeeded, output.lines.count == 2 else {
            throw GitError.notARepository(directory.path(percentEncoded: false))
        }
        let places = output.lines.map { URL(filePath: $0, directoryHint: .isDirectory).standardizedFileURL }
        guard places[1].path.hasPrefix(places[0].path + "/") else { throw GitError.sharedHooks(places[1].path) }
        return PostReceiveHook(gitDirectory: places[0], folder: places[1])
    }

    /// Whether the hook that is there is ours.
    public var isInstalled: Bool {
        let lines = (try? String(contentsOf: file, encoding: .utf8))?.split(separator: "\n", maxSplits: 2)
        return lines?.dropFirst().first?.hasPrefix(Self.mark) ?? false
    }

    /// Whether a hook of somebody else's runs too.
    public var keepsAnother: Bool { FileManager.default.fileExists(atPath: kept.path) }

    /// Puts the hook in place, or a newer one in the place of ours.
    ///
    /// - Parameters:
    ///   - program: its absolute path and its arguments.
    ///   - variables: what is set in its environment.
    public func install(_ program: [String], variables: [String: String]) throws {
        let files = FileManager.default
        try files.createDirectory(at: folder, withIntermediateDirectories: true)
        if !isInstalled, files.fileExists(atPath: file.path) {
            guard !keepsAnother else { throw GitError.hookInTheWay(kept.path) }
            try files.moveItem(at: file, to: kept)
        }
        let new = folder.appending(path: ".post-receive.\(UUID().uuidString)")
        try Data(script(program, variables).utf8).write(to: new)
        try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: new.path)
        guard rename(new.path, file.path) == 0 else {
            let reason = String(cString: strerror(errno))
            try? files.removeItem(at: new)
            throw CocoaError(.fileWriteUnknown, userInfo: [NSLocalizedDescriptionKey: "\(file.path): \(reason)"])
        }
    }

    /// Takes ours out again, and puts the one back that was there before. Answers whether there was one of ours.
    public func remove() throws -> Bool {
        guard isInstalled else { return false }
        try FileManager.default.removeItem(at: file)
        if keepsAnother { try FileManager.default.moveItem(at: kept, to: file) }
        return true
    }

    private func script(_ program: [String], _ variables: [String: String]) -> String {
        let assignments = variables.sorted { $0.key < $1.key }.map { "\($0.key)=\(Self.quoted($0.value)) " }.joined()
        let words = program.map(Self.quoted).joined(separator: " ")
        return """
            #!/bin/sh
            \(Self.mark), to tell its engine what was pushed: `sluice engine hook remove` takes it out again.
            # The push is done when this runs, and stays done whatever happens here.
            pushed=$(cat)
            kept=$(dirname "$0")/post-receive.kept
            status=0
            if [ -x "$kept" ]; then printf '%s\\n' "$pushed" | "$kept" "$@" || status=$?; fi
            printf '%s\\n' "$pushed" | \(assignments)\(words) || :
            exit $status

            """
    }

    /// A word for the shell that means exactly this text.
    private static func quoted(_ text: String) -> String {
        "'" + text.replacing("'", with: #"'\''"#) + "'"
    }
}
