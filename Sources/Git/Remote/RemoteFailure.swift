/// Why a remote repository could not be read or written at all.
public enum RemoteFailure: Error, Hashable, Sendable {
    /// The remote wants other credentials, or some at all; `host` is empty where git did not name it.
    case authenticationFailed(host: String)
    /// The remote wants credentials, and git had none to send.
    case credentialsMissing(host: String)
    /// The remote wants credentials, and those that may be the right ones are locked.
    case credentialsLocked(host: String)
    /// The remote wants credentials, and those for it have expired; `entry` is what they are called.
    case credentialsExpired(host: String, entry: String)
    /// No repository there, or none that these credentials may see.
    case repositoryNotFound(url: String)
    /// The network or the server failed; `reason` is git's own line.
    case unreachable(reason: String)
}

extension RemoteFailure: CustomStringConvertible {
    public var description: String {
        switch self {
        case .authenticationFailed(let host):
            "\(host.isEmpty ? "The remote" : host) did not accept the credentials: check them and try again."
        case .credentialsMissing(let host):
            "\(host.isEmpty ? "The remote" : host) wants credentials, and there are none for it: `credentials add`."
        case .credentialsLocked(let host):
            "\(host.isEmpty ? "The remote" : host) wants credentials, and they are locked: `credentials unlock`."
        case .credentialsExpired(let host, let entry):
            "\(host.isEmpty ? "The remote" : host) wants credentials, and those for \(entry) have expired."
        case .repositoryNotFound(let url):
            "There is no repository at \(url), or you may not see it: check the URL and your access."
        case .unreachable(let reason): "The remote can't be reached: \(reason)"
        }
    }
}

extension RemoteFailure {
    /// What a credential helper says that has credentials and may not look at them.
    public static let lockedWords = "sluice: the credentials are locked"

    /// What it says that has only expired ones, before what they are called.
    public static let expiredWords = "sluice: expired are the credentials for "

    /// Whether other credentials may change it.
    public var isRefusal: Bool {
        switch self {
        case .authenticationFailed, .credentialsMissing, .credentialsLocked, .credentialsExpired: true
        case .repositoryNotFound, .unreachable: false
        }
    }

    /// Reads the failure out of what git, curl and ssh said.
    ///
    /// git has one exit status (128) for all of these and prints no other sign, so its text, in the language C, is
    /// the only source. What is not recognised counts as unreachable, with its reason.
    init(message: String, url: RemoteURL?) {
        if Self.authentication.contains(where: message.contains) {
            let host = url?.host ?? ""
            self =
                if message.contains(Self.lockedWords) {
                    .credentialsLocked(host: host)
                } else if let entry =
                    Self.expired(in: message)
                {
                    .credentialsExpired(host: host, entry: entry)
                } else if message.contains(Self.endOfSSH) {
                    // What ssh wants is a key, and its own line says more.
                    .unreachable(reason: Self.reason(in: message))
                } else if Self.unasked.contains(where: message.contains) {
                    .credentialsMissing(host: host)
                } else {
                    .authenticationFailed(host: host)
                }
        } else if Self.missing.contains(where: message.contains) || message.contains(#/repository '.*' not found/#) {
            self = .repositoryNotFound(url: url?.description ?? "the remote's URL")
        } else {
            self = .unreachable(reason: Self.reason(in: message))
        }
    }

    private static func expired(in message: String) -> String? {
        message.split(separator: "\n").first { $0.hasPrefix(expiredWords) }
            .map { String($0.dropFirst(expiredWords.count)) }
    }

    private static let authentication = [
        "Authentication failed", "could not read Username", "could not read Password", "Permission denied (",
        "terminal prompts disabled", "requested URL returned error: 401", "requested URL returned error: 403",
        "Access denied", "Too many authentication failures",
    ]

    /// What git says where it would have to ask somebody.
    private static let unasked = ["could not read Username", "could not read Password", "terminal prompts disabled"]

    private static let missing = [
        "does not appear to be a git repository", "Repository not found", "requested URL returned error: 404",
        "No such remote", "The project you were looking for could not be found",
    ]

    private static let endOfSSH = "Could not read from remote repository."

    /// The line that names the cause: ssh's own, else git's `fatal:`, else the first.
    private static func reason(in message: String) -> String {
        let lines = message.split(separator: "\n").map(String.init)
        if let line = lines.first(where: { $0.hasPrefix("ssh: ") || $0.contains("verification failed") }) {
            return line
        }
        guard let fatal = lines.firstIndex(where: { $0.hasPrefix("fatal: ") }) else {
            return lines.first ?? "git gave no reason"
        }
        // git knows no more than that ssh has ended, which has said why.
        if fatal > 0, lines[fatal].hasSuffix(endOfSSH) { return lines[fatal - 1] }
        return String(lines[fatal].dropFirst("fatal: ".count))
    }
}
