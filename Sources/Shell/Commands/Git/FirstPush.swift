import Credentials
import Foundation
import Git

/// What a first push lacks: a commit, a remote, the branch that the pipeline builds. Each is asked for.
struct FirstPush {
    let context: CommandContext
    let consent: ConsentOptions
    let repository: Repository

    /// The branch to push and the commit it is on.
    func branch() async throws -> (name: String, commit: CommitID) {
        switch try await repository.head() {
        case .branch(let name, let commit): return (name, commit)
        case .unborn(let branch):
            throw CommandFailure.failed(
                "There is no commit on \(branch) yet.", hint: "`commit -m \"…\"` makes the first one.")
        case .detached(let commit):
            throw CommandFailure.failed(
                "HEAD is detached at \(commit.short): there is no branch to push.",
                hint: "In another terminal, `git switch -c NAME` makes one here.")
        }
    }

    /// The remote to push to; its address is asked for where there is none. Where a token stood in that, and the person
    /// wants it kept, it is answered too: the push shows whether it is any good.
    func remote() async throws -> (name: String, offered: Credential?) {
        let remotes = try await repository.remotes()
        if let remote = remotes.first(where: { $0.name == LoadedProject.remoteName }) ?? remotes.first {
            return (remote.name, nil)
        }
        guard context.console.isInputTerminal else {
            throw CommandFailure.needsPerson(
                "The repository has no remote to push to.", flag: "`git remote add origin URL` in another terminal")
        }
        while let answer = await context.console.ask("The repository has no remote. Its URL: ") {
            do {
                let answer = answer.trimmingCharacters(in: .whitespaces)
                let url = try RemoteURL(answer)
                guard isThere(url) else {
                    context.console.note("There is no repository at \(url).")
                    continue
                }
                let offered = await offered(answer, url)
                try await repository.addRemote(LoadedProject.remoteName, url: url)
                context.console.note("Added the remote \(LoadedProject.remoteName): \(url)")
                return (LoadedProject.remoteName, offered)
            } catch let refusal as RemoteURL.Refusal {
                context.console.note(refusal.description)
            }
        }
        throw CommandFailure.interrupted(nil)
    }

    /// The token of a URL, if the person wants it kept.
    private func offered(_ text: String, _ url: RemoteURL) async -> Credential? {
        guard url.embeddedCredential else { return nil }
        if context.credentials != nil, let embedded = EmbeddedCredential(text, now: context.now()) {
            let label = CredentialSummary(embedded.credential).label
            let question =
                "There is a token in that URL, where it does not belong. Keep it in your store, for \(label)?"
            if await context.console.confirm(question) { return embedded.credential }
        }
        context.console.note("There was a token in that URL. It was taken out and is not stored.")
        return nil
    }

    /// A path that leads nowhere is asked for again before anything remembers it; of another host only a push can tell.
    private func isThere(_ url: RemoteURL) -> Bool {
        guard url.form == .path else { return true }
        let place = URL(filePath: url.withoutCredentials, relativeTo: repository.workTree)
        return FileManager.default.fileExists(atPath: place.path)
    }

    /// The branch to push and the remote's branch to push it to: where that is not the one the pipeline builds, the
    /// person decides.
    func target(of branch: String, pipelineBranch: String?) async throws -> (local: String, remote: String) {
        guard let pipelineBranch, pipelineBranch != branch, context.console.isInputTerminal, !consent.yes,
            !context.options.yes, try await repository.status(.quick).upstream == nil
        else {
            return (branch, branch)
        }
        context.console.note("The pipeline builds \(pipelineBranch), and you are on \(branch).")
        let question =
            "Push to [1] \(branch), [2] \(pipelineBranch), or [3] rename the branch to \(pipelineBranch)? "
        while let answer = await context.console.ask(question) {
            switch answer.trimmingCharacters(in: .whitespaces) {
            case "1", branch: return (branch, branch)
            case "2", pipelineBranch: return (branch, pipelineBranch)
            case "3":
                try await repository.renameBranch(branch, to: pipelineBranch)
                return (pipelineBranch, pipelineBranch)
            default: continue
            }
        }
        throw CommandFailure.interrupted(nil)
    }
}
