public import Foundation
public import Git
import Runner

/// The engine's bare copies of remote repositories: a cache, all of which can be fetched again.
public struct GitMirrors: Sendable {
    let folder: URL
    let command: GitCommand

    public init(folder: URL, command: GitCommand) {
        self.folder = folder
        self.command = command
    }

    /// The mirror of a remote. Its folder's name, which programs see, has nothing of a secret in the address.
    func mirror(of remote: String) throws -> Mirror {
        let url = try RemoteURL(remote)
        return Mirror(of: url, at: folder.appending(path: Self.folderName(url.withoutCredentials)), command: command)
    }

    /// Makes `folder` a repository of its own at the commit, with its history.
    func clone(_ reference: CloneReference, to folder: URL) async throws {
        guard let commit = CommitID(rawValue: reference.commit) else {
            throw GitError.unknownRevision(reference.commit)
        }
        let mirror = try mirror(of: reference.remote)
        try await mirror.ensure(commit, branch: reference.branch)
        try await mirror.clone(commit, branch: reference.branch, to: folder)
    }

    /// The bytes of a file of the commit; `nil` if it has no such file.
    func content(of path: String, in reference: CloneReference, limit: Int) async throws -> [UInt8]? {
        guard let commit = CommitID(rawValue: reference.commit) else {
            throw GitError.unknownRevision(reference.commit)
        }
        let mirror = try mirror(of: reference.remote)
        try await mirror.ensure(commit, branch: reference.branch)
        return try await mirror.content(of: path, at: commit, limit: limit)
    }

    /// A folder name for a remote: readable, and different for different URLs.
    static func folderName(_ remote: String) -> String {
        let readable = remote.map { $0.isLetter || $0.isNumber ? $0 : "-" }.suffix(40)
        return String(readable) + "-" + StableHash(remote).text + ".git"
    }
}
