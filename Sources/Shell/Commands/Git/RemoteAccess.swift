import Credentials
import Foundation
import Git

/// Gets a remote to let us in: unlocks what may open it, else asks the person for a credential, tries that, and only
/// then has it stored.
///
/// Only git sees the credential meanwhile, through its helper: the agent holds it for git alone.
struct RemoteAccess {
    let context: CommandContext
    let remote: String
    let url: RemoteURL?
    /// Whether the host is to be told from its other repositories, as `credential.useHttpPath` has it.
    let usesPath: Bool
    /// What the person has given already, as long as nothing shows whether it is any good: it is tried first.
    private var offered: Credential?
    /// Tokens that stood in its URL, where the store has others: tried when those are refused.
    private var spare: [Credential]

    /// - Throws: `CommandFailure` where a token stands in the remote's URL and is to stay there; else `GitError`.
    init(
        context: CommandContext, repository: Repository, remote: String, offered: Credential? = nil,
        toPush: Bool = false, consent: ConsentOptions? = nil
    ) async throws {
        let tokens = TokensInURLs(
            context: context, consent: try consent ?? .notGiven(), repository: repository)
        spare = try await tokens.moveOut(of: remote, toPush: toPush)
        (self.context, self.remote, self.offered) = (context, remote, offered)
        url = try await repository.remoteURL(remote, toPush: toPush)
        usesPath = if let url { try await repository.usesHTTPPath(of: url) } else { false }
    }

    /// Runs what asks the remote. What fails otherwise than by a refusal is the caller's, and so are remotes that are not
    /// reached over HTTP.
    ///
    /// - Parameters:
    ///   - provesOffer: whether the remote can't answer without what the person has given already; where anybody may
    ///     read, it can.
    ///   - hasOpened: whether an answer shows that the remote has let us in; one that never came does not.
    mutating func opening<Result>(
        provesOffer: Bool = true, hasOpened: (Result) -> Bool = { _ in true }, _ attempt: () async throws -> Result
    ) async throws -> Result {
        if let offered, let result = try await using(offered, { provesOffer && hasOpened($0) }, attempt) {
            return result
        }
        do {
            return try await attempt()
        } catch GitError.remote(let failure) where failure.isRefusal {
            guard let place = url.flatMap({ GitPlace($0) }), context.credentials != nil else {
                throw GitError.remote(failure)
            }
            return try await unlocking(failure, place, hasOpened, attempt)
        }
    }

    /// `nil` if the remote does not accept it.
    private mutating func using<Result>(
        _ offered: Credential, _ hasOpened: (Result) -> Bool, _ attempt: () async throws -> Result
    ) async throws -> Result? {
        let unlocking = try Unlocking(context: context)
        try await unlocking.unlock()
        do {
            let result = try await trying(offered, unlocking.store, hasOpened, attempt)
            if hasOpened(result) { self.offered = nil }
            return result
        } catch GitError.remote(let failure) where failure.isRefusal {
            self.offered = nil
            context.console.note("The token of the URL is not accepted, and not kept.")
            return nil
        }
    }

    /// What is locked may have what the remote wants.
    private mutating func unlocking<Result>(
        _ failure: RemoteFailure, _ place: GitPlace, _ hasOpened: (Result) -> Bool,
        _ attempt: () async throws -> Result
    ) async throws -> Result {
        let unlocking = try Unlocking(context: context)
        if unlocking.store.state == .locked {
            context.console.note("\(place.host) wants a credential, and yours are locked.")
            try await unlocking.unlock()
            do { return try await attempt() } catch GitError.remote(let failure) where failure.isRefusal {
                return try await asking(failure, place, unlocking, hasOpened, attempt)
            }
        }
        return try await asking(failure, place, unlocking, hasOpened, attempt)
    }

    private mutating func asking<Result>(
        _ failure: RemoteFailure, _ place: GitPlace, _ unlocking: Unlocking, _ hasOpened: (Result) -> Bool,
        _ attempt: () async throws -> Result
    ) async throws -> Result {
        if let result = try await usingSpare(unlocking.store, hasOpened, attempt) { return result }
        let guide = HostGuide(pattern: place.hostPattern)
        let stored = StoredAccess(place, usesPath: usesPath, in: unlocking.store, now: context.now())
        guard context.console.isInputTerminal else { throw refusal(failure, place, stored) }
        context.console.note("\(place.host) \(stored.refusal). \(guide.advice)")
        var question = AccessQuestion(context, place, guide, stored, usesPath: usesPath)
        for remaining in [2, 1, 0] {
            let credential = try await question.credential(in: unlocking.store)
            try await unlocking.unlock()
            do {
                let result = try await trying(credential, unlocking.store, hasOpened, attempt)
                if let user = credential.username, stored.others.contains(where: { $0.username == user }) {
                    context.console.note(Self.way(to: user, stored, remote))
                }
                return result
            } catch GitError.remote(let failure) where failure.isRefusal && remaining > 0 {
                context.console.note("\(place.host) does not accept it. (\(remaining) more)")
            }
        }
        throw GitError.remote(.authenticationFailed(host: place.host))
    }

    /// `nil` if none of them opens the remote.
    private mutating func usingSpare<Result>(
        _ store: CredentialStore, _ hasOpened: (Result) -> Bool, _ attempt: () async throws -> Result
    ) async throws -> Result? {
        while let credential = spare.popLast() {
            do { return try await trying(credential, store, hasOpened, attempt) } catch GitError.remote(let failure)
                where failure.isRefusal
            {
                context.console.note("The token of the URL is not accepted either, and not kept.")
            }
        }
        return nil
    }

    /// What is to be said where nobody can be asked.
    private func refusal(_ failure: RemoteFailure, _ place: GitPlace, _ stored: StoredAccess) -> CommandFailure {
        let whose = place.user.map(Untrusted.line)
        let add = "`credentials add \(place.hostPattern)\(whose.map { " --user \($0)" } ?? "")`"
        if case .credentialsMissing = failure {
            let label = place.hostPattern + (whose.map { " (\($0))" } ?? "")
            return .needsPerson("\(place.host) wants a credential, and your store has none for \(label).", flag: add)
        }
        guard let tried = stored.tried else { return .failed(failure.description, hint: "\(add) keeps one.") }
        if case .authenticationFailed = failure, let other = stored.others.first?.username {
            return .failed("\(place.host) \(stored.refusal).", hint: Self.way(to: other, stored, remote))
        }
        return .failed(
            failure.description, hint: "`credentials rotate \(tried.pattern)` puts a new one in its place.")
    }

    private static func way(to user: String, _ stored: StoredAccess, _ remote: String) -> String {
        "git gets that of \(Untrusted.line(user)) each time after `git remote set-url \(Untrusted.line(remote)) "
            + "\(Untrusted.line(stored.url(of: user)))`."
    }

    /// A remote that answers anything but a refusal has let us in; where it could not be reached nobody knows.
    private func trying<Result>(
        _ credential: Credential, _ store: CredentialStore, _ hasOpened: (Result) -> Bool,
        _ attempt: () async throws -> Result
    ) async throws -> Result {
        context.console.hide(credential.secret)
        let trial = try store.agent.hold(credential)
        do {
            let result = try await attempt()
            try trial.release(keep: hasOpened(result))
            if hasOpened(result) {
                context.console.note("kept the credential for \(CredentialSummary(credential).label)")
            }
            return result
        } catch {
            try? trial.release(keep: false)
            throw error
        }
    }
}
