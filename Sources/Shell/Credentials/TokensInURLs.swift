import Credentials
import Git

/// Keeps from git the tokens that stand in a remote's URLs: it would hand them to the programs that it starts as arguments,
/// which everybody on the machine can see.
struct TokensInURLs {
    let context: CommandContext
    let consent: ConsentOptions
    let repository: Repository

    /// Offers to move them into the store, as `credentials doctor` does. Answers those that the store has other secrets
    /// for: the remote can tell which are good.
    ///
    /// - Throws: `CommandFailure` while one is left.
    func moveOut(of remote: String, toPush: Bool) async throws -> [Credential] {
        let urls = try await repository.urlsWithSecret(of: remote)
        if urls.isEmpty { return [] }
        var spare: [Credential] = []
        let name = Untrusted.line(remote)
        context.console.note("The URL of \(name) holds a token, which others could see while git runs.")
        let check = ConfigurationCheck(context: context) { [console = context.console] credential in
            console.note(
                "The store has another secret for \(CredentialSummary(credential).label), which is tried first: this one "
                    + "takes its place if it alone opens the remote, and is dropped otherwise.")
            spare.append(credential)
            return .keepStored
        }
        let ailments = try await check.ailments(of: remote, in: urls)
        for ailment in ailments { _ = try await ailment.mend(in: context, consent) }
        guard try await !repository.urlsWithSecret(of: remote).isEmpty else { return spare }
        throw CommandFailure.failed(
            "Nothing was \(toPush ? "pushed" : "done"): the URL of \(name) holds a token.",
            hint: ailments.isEmpty
                ? "It stands in no file of git's configuration; `git remote --verbose` shows it."
                : "`credentials doctor` finds it, and moves it into your store where git asks that.")
    }
}
