/// Why git could not answer. What git *refuses* (a push, a commit) is a result of that call instead.
public enum GitError: Error, Hashable, Sendable {
    /// No such executable, or it can't be started.
    case notInstalled(String)
    case noSuchDirectory(String)
    case notARepository(String)
    /// A repository without a work tree.
    case bareRepository(String)
    /// Inside `.git`, where there are no files to work on.
    case insideGitDirectory(String)
    /// The repository belongs to another user, and git's `safe.directory` does not list it.
    case unsafeOwnership(String)
    /// Another git process holds, or a killed one left behind, this lock file.
    case locked(String)
    case unknownRevision(String)
    case noSuchRemote(String)
    case remoteExists(String)
    case branchExists(String)
    case noSuchBranch(String)
    /// Not a name git accepts for a branch or a remote.
    case invalidName(String)
    case refusedURL(RemoteURL.Refusal)
    /// A secret stands in the address of a remote as git's configuration has it: git would hand it to other programs as
    /// an argument, which everybody on the machine can see.
    case secretInURL(of: String)
    /// A remote that can't be talked to, reading.
    case remote(RemoteFailure)
    /// An export or a clone needs a place of its own.
    case directoryNotEmpty(String)
    /// `core.hooksPath` puts the repository's hooks into a folder that is not its own.
    case sharedHooks(String)
    /// A file stands where a hook would be kept aside.
    case hookInTheWay(String)
    /// What git printed is more than the caller is ready to hold, in bytes.
    case tooLarge(limit: Int)
    /// Anything else, with what git said; passwords in URLs are taken out.
    case failed(command: String, status: Int, message: String)
}

extension GitError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notInstalled(let name): "'\(name)' can't be started: install git, or put it on the PATH."
        case .noSuchDirectory(let path): "\(path) is not a directory."
        case .notARepository(let path): "\(path) is not in a git repository: run 'git init' there, or go to one."
        case .bareRepository(let path): "\(path) is a bare repository, without files to work on: use a clone of it."
        case .insideGitDirectory(let path): "\(path) is inside git's own directory: go up to the project's files."
        case .unsafeOwnership(let path):
            "The repository at \(path) belongs to another user: if you trust it, run "
                + "'git config --global --add safe.directory \(path)'."
        case .locked(let path):
            "Another git is at work (\(path) exists): wait for it, or remove the file if none is running."
        case .unknownRevision(let name): "There is no commit '\(name)' in this repository."
        case .noSuchRemote(let name): "There is no remote '\(name)': add it, or name another."
        case .remoteExists(let name): "There is a remote '\(name)' already: change its URL, or take another name."
        case .branchExists(let name): "There is a branch '\(name)' already: take another name."
        case .noSuchBranch(let name): "There is no branch '\(name)': create it, or name another."
        case .invalidName(let name): "git does not accept the name '\(name)': take another one."
        case .refusedURL(let refusal): refusal.description
        case .secretInURL(let remote):
            "git's configuration has a token in the URL of \(remote), which others could see while git runs: "
                + "`credentials doctor` moves it into your store."
        case .remote(let failure): failure.description
        case .directoryNotEmpty(let path): "\(path) is not empty: give a directory that is."
        case .sharedHooks(let path):
            "The hooks of this repository are in \(path), which other repositories may share (core.hooksPath): "
                + "have its post-receive run `sluice engine hook report` instead."
        case .hookInTheWay(let path): "\(path) is in the way of the hook that is there now: move it away first."
        case .tooLarge(let limit): "git's answer is larger than \(limit) bytes: ask for less."
        case .failed(let command, let status, let message):
            "git \(command) failed (exit status \(status)): \(message.isEmpty ? "it gave no reason" : message)"
        }
    }
}
