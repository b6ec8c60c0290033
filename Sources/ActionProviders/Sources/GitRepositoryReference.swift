import Foundation
import Git
import PipelineAPI

/// What a source action's configuration says of its repository, whichever of the three providers it is.
struct GitRepositoryReference {
    let provider: String
    /// The name under which a checkout registers its remote.
    let repository: String
    let branch: String
    /// A clone with its history instead of the files alone.
    let wantsClone: Bool

    init?(_ action: ActionDeclaration) {
        let configuration = action.configuration ?? [:]
        provider = action.actionTypeId.provider
        wantsClone = configuration["OutputArtifactFormat"] == "CODEBUILD_CLONE_REF"
        let names: (repository: String?, branch: String?) =
            switch provider {
            case "CodeCommit": (configuration["RepositoryName"], configuration["BranchName"])
            case "GitHub": (Self.joined(configuration["Owner"], configuration["Repo"]), configuration["Branch"])
            default: (configuration["FullRepositoryId"], configuration["BranchName"])
            }
        guard let repository = names.repository, let branch = names.branch else { return nil }
        self.repository = repository
        self.branch = branch
    }

    /// The output variables that CodePipeline documents for the provider.
    func outputVariables(of commit: Commit) -> [String: String] {
        let message = commit.body.isEmpty ? commit.subject : commit.subject + "\n\n" + commit.body
        let date = commit.date.formatted(.iso8601)
        var variables = [
            "AuthorDate": date, "BranchName": branch, "CommitId": commit.id.rawValue, "CommitMessage": message,
        ]
        switch provider {
        case "CodeCommit", "GitHub":
            variables["CommitterDate"] = date
            variables["RepositoryName"] = repository
            variables["CommitUrl"] = link(to: commit.id)
        default:
            variables["AuthorDisplayName"] = commit.authorName
            variables["AuthorEmail"] = commit.authorEmail
            variables["FullRepositoryName"] = repository
        }
        return variables
    }

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

    private static func joined(_ owner: String?, _ name: String?) -> String? {
        guard let owner, let name else { return nil }
        return "\(owner)/\(name)"
    }
}
