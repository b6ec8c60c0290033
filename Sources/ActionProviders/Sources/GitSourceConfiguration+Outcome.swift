import Foundation
import Git
import PipelineAPI

extension GitSourceConfiguration {
    /// The output variables that CodePipeline documents for the provider.
    ///
    /// git knows no account of an author's, so `AuthorId` is the address that the author goes by.
    func outputVariables(of commit: Commit, from remote: RemoteURL) -> [String: String] {
        var variables = [
            "AuthorDate": commit.date.formatted(.iso8601), "BranchName": branch, "CommitId": commit.id.rawValue,
            "CommitMessage": commit.message,
        ]
        switch provider {
        case "CodeCommit", "GitHub":
            variables["CommitterDate"] = commit.committerDate.formatted(.iso8601)
            variables["RepositoryName"] = repository.split(separator: "/").last.map { String($0) }
            if provider == "GitHub" { variables["CommitUrl"] = link(to: commit.id, at: remote) }
        default:
            variables["AuthorDisplayName"] = commit.authorName
            variables["AuthorEmail"] = commit.authorEmail
            variables["AuthorId"] = commit.authorEmail
            variables["FullRepositoryName"] = repository
            variables["ProviderType"] = remote.connectionProvider
        }
        return variables
    }

    /// Where the repository can be read; only GitHub's addresses are known for certain.
    var link: String? { provider == "GitHub" ? "https://github.com/\(repository)/tree/\(branch)" : nil }

    /// Where the commit can be read, as far as the addresses of its host are known.
    func link(to commit: CommitID, at remote: RemoteURL) -> String? {
        provider == "GitHub" ? "https://github.com/\(repository)/commit/\(commit)" : remote.link(to: commit)
    }

    /// The failure in the words that CodePipeline has for it.
    func errorDetails(_ error: any Error) -> ErrorDetails {
        switch error {
        case GitError.noSuchBranch(let name):
            ErrorDetails(code: "ConfigurationError", message: missingBranch(name))
        case GitError.unknownRevision(let revision):
            ErrorDetails(
                code: "RevisionUnavailable", message: "The repository '\(repository)' has no commit \(revision)")
        case GitError.remote(let failure) where failure.isRefusal:
            ErrorDetails(code: "PermissionError", message: "\(error)")
        case GitError.secretInURL: ErrorDetails(code: "ConfigurationError", message: "\(error)")
        default:
            ErrorDetails(code: "JobFailed", message: "\(error)")
        }
    }

    private func missingBranch(_ name: String) -> String {
        switch provider {
        case "CodeCommit":
            "The action failed because no branch named \(name) was found in the selected AWS CodeCommit repository"
        case "GitHub": "The GitHub repository \"\(repository)\" or branch \"\(name)\" does not exist."
        default: "[GitHub] No Branch [\(name)] found for FullRepositoryName [\(repository)]"
        }
    }
}

extension Commit {
    /// Its message, as far as 2048 characters reach (CodePipeline API, RevisionSummary).
    var revisionSummary: String? { message.isEmpty ? nil : String(message.prefix(2048)) }
}

extension RemoteURL {
    /// The provider type of a connection to it, as "CreateConnection" has them; GitHub where its host tells nothing.
    fileprivate var connectionProvider: String {
        switch host {
        case "bitbucket.org": "Bitbucket"
        case "gitlab.com": "GitLab"
        case let host? where host.contains("gitlab"): "GitLabSelfManaged"
        case let host? where host.contains("github") && host != "github.com": "GitHubEnterpriseServer"
        default: "GitHub"
        }
    }

    /// Where a browser finds the repository: the address over which it is cloned is that of its page, with `.git` behind
    /// it; one on this machine is a folder. What goes over ssh says nothing of a page.
    var link: String? {
        switch form {
        case .path: URL(filePath: path, directoryHint: .isDirectory).absoluteString
        case .url("file"): "file://\(path)"
        case .url(let scheme) where scheme.hasPrefix("http"):
            "\(scheme)://\(host ?? "")\(port.map { ":\($0)" } ?? "")"
                + pathOfPage
        case .url, .scp: nil
        }
    }

    /// Where a browser finds a commit, at the hosts whose pages are known, however they are spoken to.
    fileprivate func link(to commit: CommitID) -> String? {
        let ways = ["github.com": "commit", "gitlab.com": "-/commit", "bitbucket.org": "commits"]
        guard let host = host?.lowercased(), let way = ways[host] else { return nil }
        return "https://\(host)/\(pathOfPage.drop { $0 == "/" })/\(way)/\(commit)"
    }

    private var pathOfPage: String { path.hasSuffix(".git") ? String(path.dropLast(4)) : path }
}
