import AWS
import ArgumentParser
import Credentials
import Foundation
import Git
import PipelineAPI
import Project

/// `push`: the current branch to the remote, and a look whether it arrived.
struct Push: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "push",
        abstract: "Push the branch, and check that it arrived.",
        discussion: "A first push is walked through: the remote's address and the branch are asked for.")

    @Argument(help: "The remote's branch to push to; the one of the same name if left out.")
    var branch: String?

    @OptionGroup var consent: ConsentOptions

    func run(in context: CommandContext) async throws {
        let repository = try await context.repository()
        let walk = FirstPush(context: context, consent: consent, repository: repository)
        let own = try await walk.branch()
        let (remote, offered) = try await walk.remote()
        var access = try await RemoteAccess(
            context: context, repository: repository, remote: remote, offered: offered, toPush: true,
            consent: consent)
        let pipelineBranch = await pipelineBranch(context)
        let target =
            if let branch {
                (
                    local: own.name,
                    remote: try await NamedBranch(
                        context: context, consent: consent, repository: repository, current: own.name
                    ).find(branch, through: &access)
                )
            } else { try await walk.target(of: own.name, pipelineBranch: pipelineBranch) }
        let protection = PushProtection(context: context, repository: repository)
        let known = try await commits(at: remote, repository, &access)
        let commit = try await protection.checkPush(
            of: own.commit, beyond: known, to: remote, branch: target.remote,
            agreed: consent.yes || context.options.yes)
        let moved = try await push(target.local, to: target.remote, commit: commit, repository, &access)
        let hint = target.remote == pipelineBranch ? " · `deploy` rolls it out" : ""
        context.console.show("verified: \(remote)/\(target.remote) is at \(commit.short)\(hint)")
        guard let moved else { return }
        do {
            try await report(moved, ofBranch: target.remote, context)
        } catch let error where !(error is CancellationError) {
            // The push itself is done.
            let lines = ErrorReport.failure(for: error).lines
            for line in ["warning: its triggers started nothing:"] + lines { context.console.note(line) }
        }
    }

    /// What is there already, and need not be looked through.
    private func commits(
        at remote: String, _ repository: Repository, _ access: inout RemoteAccess
    ) async throws -> [CommitID] {
        do {
            return try await access.opening(provesOffer: false) { try await repository.commitsAtPush(to: remote) }
        } catch GitError.remote(let failure) {
            throw CommandFailure.failed(failure.description, hint: failure.hint(remote))
        }
    }

    /// What a push has done to a branch of the remote.
    private struct Move {
        /// `nil` for a new branch.
        var from: CommitID?
        var to: CommitID
    }

    /// A pipeline that means this push, by its triggers or its source, starts with its commit, as it would by itself on
    /// AWS.
    private func report(_ move: Move, ofBranch branch: String, _ context: CommandContext) async throws {
        guard let loaded = try? await context.loadProject(synthesizing: false), loaded.project.startsByPush,
            let remote = loaded.remote?.url, let client = try await context.connect(true)
        else { return }
        let update = ReportPush.Update(
            reference: GitPush.Reference.branch(branch).fullName, oldRevision: move.from?.rawValue,
            newRevision: move.to.rawValue)
        let answer: ReportPush.Output
        do {
            answer = try await client(
                ReportPush.self, .init(remotes: [loaded.absolute(remote)], updates: [update], origin: .client))
        } catch ClientError.service(let error) where error.code == "UnknownOperationException" {
            return
        }
        for problem in answer.problems { context.console.note(Untrusted.line("warning: \(problem)")) }
        for started in answer.executions {
            let (name, id) = (started.pipelineName, started.pipelineExecutionId)
            context.console.note("its trigger starts \(name): execution \(id) · `watch`")
            if name == loaded.pipeline { context.followInBackground?(client, name, id, nil) }
        }
    }

    private func pipelineBranch(_ context: CommandContext) async -> String? {
        try? await context.loadProject(synthesizing: false).project.source?.branch
    }

    /// Pushes, and asks the remote where its branch is now. Answers what the push has done to it, if anything.
    private func push(
        _ branch: String, to target: String, commit: CommitID, _ repository: Repository,
        _ access: inout RemoteAccess
    ) async throws -> Move? {
        let (context, remote) = (access.context, access.remote)
        let status = try await repository.status(.quick)
        // A copy that is put elsewhere by name leaves the branch's upstream alone.
        let setsUpstream = status.upstream == nil && self.branch == nil
        let outcome = try await access.opening(hasOpened: { !$0.isFailure }) {
            let outcome = try await repository.push(
                to: remote, .branch(branch, to: target, at: commit), setUpstream: setsUpstream,
                progress: { if $0.hasPrefix("remote:") { context.console.note(Untrusted.line($0)) } })
            if case .failed(let failure) = outcome, failure.isRefusal { throw GitError.remote(failure) }
            return outcome
        }
        switch outcome {
        case .upToDate: context.console.show("\(remote)/\(target) is up to date at \(commit.short)")
        case .pushed(let from, let to): context.console.show("pushed \(from.short)..\(to.short) to \(remote)/\(target)")
        case .created(let to): context.console.show("pushed \(to.short) to \(remote)/\(target), a new branch there")
        case .rejected(let rejection): throw rejection.failure(remote: remote, branch: target)
        case .failed(let failure): throw CommandFailure.failed(failure.description, hint: failure.hint(remote))
        }
        try await verify(commit, on: target, repository, &access)
        switch outcome {
        case .pushed(let from, let to): return Move(from: from, to: to)
        case .created(let to): return Move(from: nil, to: to)
        case .upToDate, .rejected, .failed: return nil
        }
    }

    private func verify(
        _ commit: CommitID, on branch: String, _ repository: Repository, _ access: inout RemoteAccess
    ) async throws {
        let remote = access.remote
        let head = try await access.opening { try await repository.headAtPush(to: remote, branch: branch) }
        guard head == commit else {
            let place = head.map { "at \($0.short)" } ?? "not there"
            throw CommandFailure.failed(
                "\(remote)/\(branch) is \(place), not at \(commit.short): somebody pushed in between, or the remote "
                    + "moved it.", hint: "`push` again after fetching what is new.")
        }
    }
}

extension PushOutcome {
    fileprivate var isFailure: Bool { if case .failed = self { true } else { false } }
}

extension PushRejection {
    fileprivate func failure(remote: String, branch: String) -> CommandFailure {
        switch self {
        case .nonFastForward, .fetchFirst:
            .failed(
                "\(remote)/\(branch) has commits that are not here.",
                hint: "In another terminal `git pull --rebase \(remote) \(branch)`, then `push` again.")
        case .hook(let output):
            .failed("A hook of the remote refused the push:\n\(Untrusted.shown(output))")
        case .protected(let output):
            .failed(
                "\(remote)/\(branch) is protected: \(Untrusted.line(output))",
                hint: "Push to a branch of your own and open a pull request.")
        case .other(let reason): .failed("The remote refused the push: \(Untrusted.line(reason))")
        }
    }
}

extension RemoteFailure {
    fileprivate func hint(_ remote: String) -> String? {
        guard case .repositoryNotFound = self else { return nil }
        return "In another terminal, `git remote set-url \(remote) URL` corrects the address."
    }
}
