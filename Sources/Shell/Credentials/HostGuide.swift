import Foundation

/// What a host wants for git over HTTP, and where a person gets it.
struct HostGuide: Equatable {
    /// What the secret is called there.
    let secretName: String
    /// The user name that goes with any token; `nil` where it is the person's own.
    let user: String?
    /// A sentence: which kind, with which rights, from where.
    let advice: String

    /// - Parameter pattern: `https://host`, with perhaps more behind it.
    init(pattern: String) {
        let host = pattern.components(separatedBy: "://").last?.split(separator: "/").first.map(String.init) ?? pattern
        self =
            Self.known(host)
            ?? HostGuide(
                secretName: "Password or token", user: nil,
                advice: "\(host) wants a user name, and a password or an access token that may write to the repository."
            )
    }

    /// Whether a word that is no URL can only mean one of the hosts that everybody knows.
    static func isMeant(by word: String) -> Bool {
        let host = word.split(separator: "/").first.map { $0.lowercased() }
        return ["github.com", "gitlab.com", "bitbucket.org", "dev.azure.com"].contains(host)
    }

    /// The size in bytes beyond which the host takes no file; `nil` where that is not known.
    static func largestFile(of host: String) -> Int? {
        host.lowercased() == "github.com" ? 100 << 20 : nil
    }

    private init(secretName: String, user: String?, advice: String) {
        (self.secretName, self.user, self.advice) = (secretName, user, advice)
    }

    private static func known(_ host: String) -> HostGuide? {
        switch host {
        case "github.com": gitHub(host)
        case _ where host.hasSuffix(".ghe.com"): gitHub(host)
        case "gitlab.com": gitLab(host)
        case _ where host.hasPrefix("gitlab."): gitLab(host)
        case "bitbucket.org":
            HostGuide(
                secretName: "API token", user: "x-bitbucket-api-token-auth",
                advice: "Bitbucket wants an API token with the scopes read:repository:bitbucket and "
                    + "write:repository:bitbucket: https://id.atlassian.com/manage-profile/security/api-tokens")
        case _ where host == "dev.azure.com" || host.hasSuffix(".visualstudio.com"):
            HostGuide(
                secretName: "Token", user: "token",
                advice: "Azure DevOps wants a personal access token with the scope Code (read & write): "
                    + "User settings > Personal access tokens")
        case _ where host.hasPrefix("git-codecommit.") && host.contains(".amazonaws.com"):
            HostGuide(
                secretName: "Password", user: nil,
                advice: "CodeCommit wants HTTPS Git credentials (a user name and a password of their own): "
                    + "IAM > Users > Security credentials > HTTPS Git credentials for AWS CodeCommit")
        default: nil
        }
    }

    private static func gitHub(_ host: String) -> HostGuide {
        HostGuide(
            secretName: "Token", user: "x-access-token",
            advice: "GitHub wants a personal access token: a fine-grained one with Contents: read and write, or a "
                + "classic one with the scope repo (and workflow, to push those): https://\(host)/settings/tokens")
    }

    private static func gitLab(_ host: String) -> HostGuide {
        HostGuide(
            secretName: "Token", user: "oauth2",
            advice: "GitLab wants an access token with the scope write_repository: "
                + "https://\(host)/-/user_settings/personal_access_tokens")
    }
}
