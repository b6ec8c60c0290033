public import Foundation

extension Repository {
    /// Makes a commit of everything that is on the disk, new files included and ignored ones not, in a bare repository
    /// that borrows this one's objects. Index, stash, branches and objects of this repository stay as they are.
    ///
    /// If nothing is changed the commit is `HEAD` itself.
    /// - Parameters:
    ///   - bare: where that repository goes, in place of what is there.
    ///   - branch: the branch in it that is at the commit.
    /// - Throws: `GitError`.
    public func snapshot(into bare: URL, branch: String, message: String) async throws -> CommitID {
        try? FileManager.default.removeItem(at: bare)
        let parent = bare.deletingLastPathComponent()
        try FileManager.default.createDirectory(
            at: parent, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let path = bare.path(percentEncoded: false)
        _ = try await command.run(["init", "--quiet", "--bare", "--template=", "--", path], in: parent).orThrow()
        let place = try await borrowing(bare)
        _ = try await command.run(["add", "--all"], in: workTree, adding: place).orThrow()
        let tree = try await command.run(["write-tree"], in: workTree, adding: place).orThrow().line
        let commit = try await commit(ofTree: tree, message: message, place)
        let update = ["--git-dir=\(path)", "update-ref", "refs/heads/\(branch)", commit.rawValue]
        _ = try await command.run(update, in: parent).orThrow()
        return commit
    }

    /// The variables by which git reads here and writes there: objects, and an index that begins as this one's.
    private func borrowing(_ bare: URL) async throws -> [String: String] {
        let own = try await git(["rev-parse", "--path-format=absolute", "--git-path", "objects"]).orThrow().line
        let objects = bare.appending(path: "objects")
        let information = objects.appending(path: "info", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: information, withIntermediateDirectories: true)
        try Data("\(own)\n".utf8).write(to: information.appending(path: "alternates"))
        let (index, copy) = (gitDirectory.appending(path: "index"), bare.appending(path: "index"))
        if FileManager.default.fileExists(atPath: index.path) { try FileManager.default.copyItem(at: index, to: copy) }
        return [
            "GIT_INDEX_FILE": copy.path(percentEncoded: false),
            "GIT_OBJECT_DIRECTORY": objects.path(percentEncoded: false), "GIT_ALTERNATE_OBJECT_DIRECTORIES": own,
        ]
    }

    private func commit(
        ofTree tree: String, message: String, _ place: [String: String]
    ) async throws -> CommitID {
        let head = try await revParse("HEAD^{commit}")
        if let head, try await git(["rev-parse", "\(head)^{tree}"]).orThrow().line == tree { return head }
        let parent = head.map { ["-p", $0.rawValue] } ?? []
        let author = ["AUTHOR", "COMMITTER"].reduce(into: place) {
            $0["GIT_\($1)_NAME"] = "sluice"
            $0["GIT_\($1)_EMAIL"] = "sluice@localhost"
        }
        let made = try await command.run(
            ["commit-tree", tree] + parent + ["-m", message], in: workTree, adding: author
        ).orThrow().line
        guard let id = CommitID(rawValue: made) else { throw GitError.unknownRevision(made) }
        return id
    }
}
