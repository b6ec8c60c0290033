import Foundation
import Git
import PipelineAPI

extension GitSourceConfiguration {
    /// The output variables that CodePipeline documents for the provider.
    ///
    /// git knows no account of an author's, so `AuthorId` is the address that the author goes by.
    func outputVariables(of commit: Commit, from remote: RemoteURL) -> [String: String] {
        let message = commit.body.isEmpty ? commit.subject : commit.subject + "\n\n" + commit.body
        var variables = [
            "AuthorDate": commit.date.formatted(.iso8601), "BranchName": branch, "CommitId": commit.id.rawValue,
            "CommitMessage": message,
        ]
        switch provider {
        case "CodeCommit", "GitHub":
            variables["CommitterDate"] = commit.committerDate.formatted(.iso8601)
            variables["RepositoryName"] = repository.split(separator: "/").last.map { String($0) }
            variables["CommitUrl"] = link(to: commit.id)
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

    /// Where the commit can be read; only GitHub's addresses are known for certain.
    func link(to commit: CommitID) -> String? {
        provider == "GitHub" ? "https://github.com/\(repository)/commit/\(commit)" : nil
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
                + (path.hasSuffix(".git") ? String(path.dropLast(4)) : path)
        case .url, .scp: nil
        }
    }
}
