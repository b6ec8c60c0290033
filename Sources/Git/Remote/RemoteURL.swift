/// Where a remote repository is, in one of the forms git takes, and never with a secret in it.
///
/// A password or token in the text is dropped while reading: this value can be shown, stored and given to git as an
/// argument. `embeddedCredential` says that there was one, so that the person can be told.
public struct RemoteURL: Hashable, Sendable {
    /// The forms of "GIT URLS" in git-clone(1) that are accepted here.
    public enum Form: Hashable, Sendable {
        /// `scheme://…`: http, https, ssh, git or file.
        case url(scheme: String)
        /// `[user@]host:path`, which goes over ssh.
        case scp
        /// A path on this machine.
        case path
    }

    public let form: Form
    /// The name to sign in with, where it is no secret itself.
    public let user: String?
    /// Without the port; `nil` for local repositories.
    public let host: String?
    public let port: Int?
    /// As written, with the leading `/` where there is one.
    public let path: String
    /// There was a password or a token in the text; it is gone.
    public let embeddedCredential: Bool

    /// True for repositories that another machine serves.
    public var isNetworked: Bool { host != nil }

    /// The text for git, for files and for the screen.
    public var withoutCredentials: String {
        let authority = (user.map { $0 + "@" } ?? "") + (host ?? "") + (port.map { ":\($0)" } ?? "")
        return switch form {
        case .url(let scheme): "\(scheme)://\(authority)\(path)"
        case .scp: "\(authority):\(path)"
        case .path: path
        }
    }
}

extension RemoteURL: CustomStringConvertible {
    public var description: String { withoutCredentials }
}

extension RemoteURL {
    /// Why a text is not taken for a remote's URL. No case carries the text: there may be a secret in it.
    public enum Refusal: Error, Hashable, Sendable {
        case empty
        /// A line break or another control character, written out or as `%0a`.
        case controlCharacter
        /// Begins with `-`, or has a host or user that does: a program would take it for an option.
        case looksLikeOption
        /// `ext::…` and the like, which run a program.
        case runsProgram(transport: String)
        case unsupportedScheme(String)
        case noHost
        case invalidPort
    }
}

extension RemoteURL.Refusal: CustomStringConvertible {
    public var description: String {
        switch self {
        case .empty: "The remote's URL is empty: give one such as https://host/team/project.git."
        case .controlCharacter: "The remote's URL has a control character in it: give it without."
        case .looksLikeOption: "The remote's URL, its host or its user begins with '-': give it without."
        case .runsProgram(let transport): "The remote's URL asks to run a program ('\(transport)::'): use https or ssh."
        case .unsupportedScheme(let scheme): "'\(scheme)://' is not supported in a remote's URL: use https or ssh."
        case .noHost: "The remote's URL names no host: give one such as https://host/team/project.git."
        case .invalidPort: "The port in the remote's URL is not a number from 1 to 65535: correct it."
        }
    }
}
