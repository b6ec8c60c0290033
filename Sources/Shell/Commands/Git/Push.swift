import AWS
import ArgumentParser
import Foundation
import Git
import PipelineAPI
import Project

/// `push`: the current branch to the remote, and a look whether it arrived.
struct Push: ShellCommand {
    static let configuration = CommandConfiguration(
        abstract: "Push the branch, and check that it arrived.",
        discussion: "A first push is walked through: the remote's address and the branch are asked for.")

    @Argument(help: "The remote's branch to push to; the one of the same name if left out.")
    var branch: String?

    @OptionGroup var consent: ConsentOptions

    func run(in context: CommandContext) async throws {
        let repository = try await context.repository()
        let walk = FirstPush(context: context, consent: consent, repository: repository)
        let own = try await walk.branch()
        let remote = try await walk.remote()
        let pipelineBranch = await pipelineBranch(context)
        let target =
            if let branch { (local: own.name, remote: branch) } else {
                try await walk.target(of: own.name, pipelineBranch: pipelineBranch)
            }
        try await PushProtection(context: context, repository: repository).checkPush(of: own.commit, to: remote)
        let old = try await push(
            target.local, to: target.remote, remote: remote, commit: own.commit, repository, context)
        let hint = target.remote == pipelineBranch ? " · `deploy` rolls it out" : ""
        context.console.show("verified: \(remote)/\(target.remote) is at \(own.commit.short)\(hint)")
        guard let old else { return }
        do {
            try await fireTriggers(.branch(target.remote), from: old, to: own.commit, repository, context)
        } catch let failure as CommandFailure {
            // The push itself is done.
            for line in ["warning: its triggers could not be looked at:"] + failure.lines { context.console.note(line) }
        }
    }

    /// A pipeline whose triggers mean this push starts with its commit, as it would by itself on AWS.
    private func fireTriggers(
        _ reference: GitPush.Reference, from old: CommitID, to new: CommitID, _ repository: Repository,
        _ context: CommandContext
    ) async throws {
        guard let loaded = try? await context.loadProject(), loaded.project.declaration.triggers != nil,
            let client = try await context.connect(true),
            let declaration = try? await client(GetPipeline.self, .init(name: loaded.pipeline)).pipeline
        else { return }
        let paths = try await repository.changedFiles(from: old, to: new).map(\.path)
        guard let source = declaration.sourceTriggered(by: GitPush(reference, paths: paths)) else { return }
        let revision = SourceRevisionOverride(
            actionName: source, revisionType: .commitID, revisionValue: new.rawValue)
        let answer = try await client(
            StartPipelineExecution.self,
            .init(
                name: loaded.pipeline, clientRequestToken: UUID().uuidString.lowercased(),
                sourceRevisions: [revision]))
        guard let execution = answer.pipelineExecutionId else { return }
        context.console.note("its trigger starts \(loaded.pipeline): execution \(execution) · `watch`")
        context.followInBackground?(client, loaded.pipeline, execution, nil)
    }

    private func pipelineBranch(_ context: CommandContext) async -> String? {
        try? await context.loadProject().project.source?.branch
    }

    /// Pushes, and asks the remote where its branch is now. Answers where it was, if the push has moved it.
    private func push(
        _ branch: String, to target: String, remote: String, commit: CommitID, _ repository: Repository,
        _ context: CommandContext
    ) async throws -> CommitID? {
        let status = try await repository.status(.quick)
        let access = try await RemoteAccess(context: context, repository: repository, remote: remote)
        let outcome = try await access.opening {
            let outcome = try await repository.push(
                to: remote, .branch(branch, to: target), setUpstream: status.upstream != "\(remote)/\(target)",
                progress: { if $0.hasPrefix("remote:") { context.console.note(Untrusted.line($0)) } })
            if case .failed(let failure) = outcome { throw GitError.remote(failure) }
            return outcome
        }
        switch outcome {
        case .upToDate: context.console.show("\(remote)/\(target) is up to date at \(commit.short)")
        case .pushed(let from, let to): context.console.show("pushed \(from.short)..\(to.short) to \(remote)/\(target)")
        case .created(let to): context.console.show("pushed \(to.short) to \(remote)/\(target), a new branch there")
        case .rejected(let rejection): throw rejection.failure(remote: remote, branch: target)
        case .failed(let failure): throw CommandFailure.failed(failure.description)
        }
        try await verify(commit, on: target, remote: remote, repository)
        if case .pushed(let from, _) = outcome { return from }
        return nil
    }

    private func verify(
        _ commit: CommitID, on branch: String, remote: String, _ repository: Repository
    ) async throws {
        let head = try await repository.remoteHead(remote, branch: branch)
        guard head == commit else {
            let place = head.map { "at \($0.short)" } ?? "not there"
            throw CommandFailure.failed(
                "\(remote)/\(branch) is \(place), not at \(commit.short): somebody pushed in between, or the remote "
                    + "moved it.", hint: "`push` again after fetching what is new.")
        }
    }
}

extension PushRejection {
    fileprivate func failure(remote: String, branch: String) -> CommandFailure {
        switch self {
        case .nonFastForward, .fetchFirst:
            .failed(
                "\(remote)/\(branch) has commits that are not here.",
                hint: "`git pull --rebase \(remote) \(branch)`, then `push` again.")
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
