import Foundation
import Git
import PipelineAPI
import PipelineEngine

/// Where the source of a project is, for a build that no pipeline starts.
struct ProjectSourceLocation {
    let source: BuildProject.Source
    /// What the caller asks for instead of the project's version.
    let version: String?
    let settings: EngineSettings
    let mirrors: GitMirrors
    let buckets: Buckets

    /// What a build starts from.
    struct Found {
        var place: BuildOrder.Place
        /// The commit, where there is one.
        var resolvedVersion: String?
        /// As the project has it, where it is a repository's.
        var repositoryURL: String?
    }

    /// Throws `APIError`.
    func find() async throws -> Found {
        switch source.type {
        case "NO_SOURCE": return Found(place: .nothing)
        case "S3": return Found(place: try object())
        case "GITHUB", "GITHUB_ENTERPRISE", "BITBUCKET", "GITLAB", "GITLAB_SELF_MANAGED", "CODECOMMIT":
            return try await repository()
        default: throw APIError.invalidInput("This engine knows no source of the type \(source.type)")
        }
    }

    private func object() throws -> BuildOrder.Place {
        let parts = (source.location ?? "").split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2, let folder = buckets.folder(of: parts[0], settings),
            let key = Buckets.parts(ofKey: parts[1]), !key.isEmpty
        else { throw APIError.invalidInput("'\(source.location ?? "")' is no BUCKET/KEY") }
        let file = key.reduce(folder) { $0.appending(path: $1) }
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isDirectory) else {
            throw APIError.invalidInput(
                "There is no object '\(parts[1])' in the bucket '\(parts[0])', which is \(folder.path)")
        }
        return isDirectory.boolValue ? .folder(file) : .artifact(file)
    }

    private func repository() async throws -> Found {
        do {
            let remote = try RemoteURL(remote)
            let mirror = try mirrors.mirror(of: remote.withoutCredentials)
            let commit = try await commit(in: mirror)
            // As in CodeBuild, on no branch.
            let clone = CloneReference(remote: remote.withoutCredentials, commit: commit.rawValue)
            // The build has it in its environment.
            let shown = source.location.map(RemoteURL.redacted)
            return Found(place: .clone(clone), resolvedVersion: commit.rawValue, repositoryURL: shown)
        } catch let error as GitError {
            throw APIError.invalidInput("The source can't be fetched: \(error)")
        } catch let refusal as RemoteURL.Refusal {
            throw APIError.invalidInput("\(refusal)")
        }
    }

    /// What the settings have for the repository's name, else the address that the project has itself.
    private var remote: String {
        let location = source.location ?? ""
        let path = location.hasSuffix(".git") ? String(location.dropLast(4)) : location
        let names = path.split(separator: "/").map(String.init)
        let candidates = [names.suffix(2).joined(separator: "/"), names.last ?? ""]
        return candidates.lazy.compactMap { settings.repositories[$0] }.first ?? location
    }

    /// A commit, a branch or a tag, in this order; without any the remote's own default.
    private func commit(in mirror: Mirror) async throws -> CommitID {
        guard let version = version ?? source.version, !version.isEmpty else {
            return try await mirror.fetch(reference: "HEAD")
        }
        if let commit = CommitID(rawValue: version) {
            try await mirror.ensure(commit, branch: nil)
            return commit
        }
        let name = Self.bare(version)
        let names = ["refs/heads/\(name)", "refs/tags/\(name)"]
        let known = try await mirrors.command.references(of: mirror.remote, matching: names)
        guard let reference = names.first(where: { known[$0] != nil }) else {
            throw APIError.invalidInput("'\(version)' is no commit, branch or tag of \(mirror.remote)")
        }
        return try await mirror.fetch(reference: reference)
    }

    private static func bare(_ version: String) -> String {
        for prefix in ["refs/heads/", "refs/tags/"] where version.hasPrefix(prefix) {
            return String(version.dropFirst(prefix.count))
        }
        return version
    }
}

extension APIError {
    static func invalidInput(_ message: String) -> APIError {
        APIError(code: "InvalidInputException", message: message)
    }
}
