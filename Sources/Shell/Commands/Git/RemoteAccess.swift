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

    /// - Throws: `CommandFailure` where a token stands in the remote's URL and is to stay there; else `GitError`.
    init(
        context: CommandContext, repository: Repository, remote: String, offered: Credential? = nil,
        toPush: Bool = false, consent: ConsentOptions? = nil
    ) async throws {
        let tokens = TokensInURLs(
            context: context, consent: try consent ?? .notGiven(), repository: repository)
        try await tokens.moveOut(of: remote, toPush: toPush)
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
    private func unlocking<Result>(
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

    private func asking<Result>(
        _ failure: RemoteFailure, _ place: GitPlace, _ unlocking: Unlocking, _ hasOpened: (Result) -> Bool,
        _ attempt: () async throws -> Result
    ) async throws -> Result {
        let (guide, entry) = (HostGuide(pattern: place.hostPattern), known(place, to: unlocking.store))
        guard context.console.isInputTerminal else {
            let remedy = entry.map { "`credentials rotate \($0.pattern)` puts a new one in its place." }
            throw CommandFailure.failed(
                failure.description, hint: remedy ?? "`credentials add \(place.hostPattern)` keeps one.")
        }
        context.console.note("\(place.host) \(refusal(entry)). \(guide.advice)")
        for remaining in [2, 1, 0] {
            let credential = try await credential(place, guide)
            try await unlocking.unlock()
            do { return try await trying(credential, unlocking.store, hasOpened, attempt) } catch GitError.remote(
                let failure)
                where failure.isRefusal && remaining > 0
            {
                context.console.note("\(place.host) does not accept it. (\(remaining) more)")
            }
        }
        throw GitError.remote(.authenticationFailed(host: place.host))
    }

    private func refusal(_ entry: CredentialSummary?) -> String {
        guard let entry else { return "refuses access" }
        guard let day = entry.lastGoodDay, entry.isExpired(at: context.now()) else {
            return "does not accept what your store has for it"
        }
        return "wants a credential, and what your store has for it was good until \(day)"
    }

    private func known(_ place: GitPlace, to store: CredentialStore) -> CredentialSummary? {
        let entries = try? store.agent.list()
        return entries?.first { entry in
            entry.kind == .git && [place.pattern, place.hostPattern].contains(entry.pattern)
                && (place.user == nil || place.user == entry.username)
        }
    }

    /// A remote that answers anything but a refusal has let us in; where it could not be reached nobody knows.
    private func trying<Result>(
        _ credential: Credential, _ store: CredentialStore, _ hasOpened: (Result) -> Bool,
        _ attempt: () async throws -> Result
    ) async throws -> Result {
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

    private func credential(_ place: GitPlace, _ guide: HostGuide) async throws -> Credential {
        var user = place.user ?? guide.user
        if user == nil {
            guard let answer = await context.console.ask("User name: ") else { throw CommandFailure.interrupted(nil) }
            user = answer.trimmingCharacters(in: .whitespaces)
        }
        let whose = place.user.map { " of \(Untrusted.line($0))" } ?? ""
        let secret = await context.console.readSecret("\(guide.secretName)\(whose): ")
        guard let secret, !secret.isEmpty else { throw CommandFailure.interrupted("Nothing was done.") }
        return Credential(
            kind: .git, pattern: usesPath ? place.pattern : place.hostPattern, username: user, secret: secret,
            created: context.now())
    }
}
