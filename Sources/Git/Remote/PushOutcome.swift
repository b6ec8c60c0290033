/// What goes where in a push.
public struct Refspec: Hashable, Sendable {
    /// A local revision, by its full name or `HEAD`.
    public var source: String
    /// The remote's full reference.
    public var destination: String
    /// The local branch that is meant, which may get the destination as its upstream.
    var branch: String?

    /// The local branch to the remote's branch of the same or another name: where it is now, or one commit of it.
    public static func branch(_ name: String, to remoteName: String? = nil, at commit: CommitID? = nil) -> Refspec {
        Refspec(
            source: commit?.rawValue ?? "refs/heads/\(name)", destination: "refs/heads/\(remoteName ?? name)",
            branch: name)
    }

    /// One commit to a branch.
    public static func commit(_ id: CommitID, toBranch name: String) -> Refspec {
        Refspec(source: id.rawValue, destination: "refs/heads/\(name)")
    }

    var text: String { "\(source):\(destination)" }
}

/// How a push went.
public enum PushOutcome: Hashable, Sendable {
    case pushed(from: CommitID, to: CommitID)
    /// The remote had no such branch.
    case created(CommitID)
    case upToDate(CommitID)
    case rejected(PushRejection)
    case failed(RemoteFailure)
}

/// Why a remote, or git before asking it, refused a push.
public enum PushRejection: Hashable, Sendable {
    /// The branch has commits that are known here and not in what was pushed.
    case nonFastForward
    /// The branch has commits that are not known here.
    case fetchFirst
    /// A hook said no, with what it printed: the remote's, or this repository's `pre-push`.
    case hook(output: String)
    /// The branch is protected there, with what the remote printed.
    case protected(output: String)
    case other(reason: String)
}
