import AWS
import Foundation
import Git
import PipelineAPI
import Project

extension Deployment {
    /// What the person agrees to.
    func description(_ plan: DeployPlan, _ facts: DeployFacts) async throws -> [String] {
        let style = context.console.style
        var lines = structureLines(plan, facts)
        if let other = facts.otherRemote {
            let text =
                "Until now \(pipeline) has run for another repository, \(Untrusted.line(other)), whose pipeline this "
                + "replaces; another name in \(loaded.project.file.lastPathComponent) leaves that alone."
            lines.append(style.paint(text, .yellow))
        }
        if plan.step != .create {
            lines += facts.changedBuildProjects.map { "The build project \($0) has changed." }
        }
        if let head = facts.head, let source = loaded.project.source {
            lines += try await commitLines(from: plan.lastDeployed, to: head, of: source)
        }
        lines.append("Stages: \(facts.declaration.stages.map(\.name.rawValue).joined(separator: " → "))")
        lines += facts.targetLine.map { [style.paint($0, .yellow)] } ?? []
        for id in plan.cancelled {
            let text = "The update cancels execution \(id.short), which is running, after its running actions."
            lines.append(style.paint(text, .yellow))
        }
        if let warning = plan.warning { lines.append(style.paint(warning, .yellow)) }
        for line in try await closedEntries(plan) + fileLines() { lines.append(style.paint(line, .yellow)) }
        if let source = loaded.project.source { lines += try await placeLines(source) }
        lines += try await selfMutationLines(facts)
        return lines + (try await unpushedLines(facts))
    }

    /// The stages that nothing may enter now.
    private func closedEntries(_ plan: DeployPlan) async throws -> [String] {
        if plan.step == .create { return [] }
        let stages = try await client(GetPipelineState.self, .init(name: pipeline)).stageStates ?? []
        return stages.filter { $0.inboundTransitionState?.enabled == false }.map { stage in
            let reason = Untrusted.line(stage.inboundTransitionState?.disabledReason ?? "")
            return "The entry of \(stage.stageName ?? "") is disabled (\(reason)): executions wait there."
        }
    }

    /// The pipeline is put in place as its file is here, committed or not.
    private func fileLines() async throws -> [String] {
        let file = loaded.project.file.standardizedFileURL.path
        let status = try await loaded.repository.status(.full)
        let isChanged = status.entries.contains {
            loaded.repository.workTree.appending(path: $0.path).standardizedFileURL.path == file
        }
        return isChanged ? ["\(loaded.project.file.lastPathComponent) has changes that are not committed."] : []
    }

    /// What goes out is the remote's branch, wherever the person is.
    private func placeLines(_ source: GitSource) async throws -> [String] {
        let branch = source.branch
        let place: String
        switch try await loaded.repository.head() {
        case .branch(branch, _), .unborn: return []
        case .branch(let other, _): place = "on \(Untrusted.line(other))"
        case .detached(let commit): place = "detached at \(commit.short)"
        }
        let text = "You are \(place); what goes out is \(try remote().name)/\(branch)."
        return [context.console.style.paint(text, .yellow)]
    }

    func noteUnpushed(_ facts: DeployFacts) async throws {
        for line in try await unpushedLines(facts) { context.console.note(line) }
    }

    private func structureLines(_ plan: DeployPlan, _ facts: DeployFacts) -> [String] {
        let view = DeclarationView(style: context.console.style)
        switch plan.step {
        case .create:
            return ["Creates the pipeline on \(context.endpointName):"]
                + view.lines(facts.declaration).map { "  " + $0 }
        case .update(let changes):
            return ["Updates the pipeline's structure:"] + view.lines(changes)
        case .start, .nothing:
            return [
                isStacksOwn
                    ? "The pipeline's structure is its stack's: `deploy \(Untrusted.line(loaded.project.stackName ?? "STACK"))` changes it."
                    : "The pipeline's structure is unchanged."
            ]
        }
    }

    private func commitLines(
        from old: CommitID?, to head: CommitID, of source: GitSource
    ) async throws -> [String] {
        let repository = loaded.repository
        if try await repository.revParse("\(head)^{commit}") == nil, let remote = loaded.remote {
            var access = try await access(to: remote)
            try await access.opening { try await repository.fetch(remote.name, branch: source.branch) }
        }
        let isKnown = if let old { try await repository.revParse("\(old)^{commit}") != nil } else { false }
        let range = isKnown ? "\(old?.rawValue ?? "")..\(head)" : head.rawValue
        let commits = try await repository.log(range, limit: isKnown ? 11 : 1)
        if commits.isEmpty { return ["Commit: \(try await label(head)), the same as last time"] }
        let shown = commits.prefix(10).map { "  \(label($0))" }
        return ["Commits that go out:"] + shown + (commits.count > 10 ? ["  … and more"] : [])
    }

    private func label(_ commit: Commit) -> String {
        "\(commit.shortID) \(Untrusted.line(commit.subject)) (\(Untrusted.line(commit.authorName)), "
            + "\(Elapsed.age(commit.date, now: context.now())))"
    }

    private func label(_ id: CommitID) async throws -> String {
        label(try await loaded.repository.commit(id))
    }

    /// Commits that are here and not on the remote: they stay here.
    private func unpushedLines(_ facts: DeployFacts) async throws -> [String] {
        guard let head = facts.head, let (place, commit) = try await ownPlace(), commit != head,
            // A head that is not here is ahead of this clone, or beside it.
            try await loaded.repository.revParse("\(head)^{commit}") != nil
        else { return [] }
        let limit = 100
        let ahead = try await loaded.repository.log("\(head)..\(commit)", limit: limit + 1).count
        if ahead == 0 { return [] }
        let count = ahead > limit ? "More than \(limit) commits" : ahead == 1 ? "1 commit" : "\(ahead) commits"
        let branch = "\(try remote().name)/\(loaded.project.source?.branch ?? "")"
        let text = "\(count) \(place) \(ahead == 1 ? "is" : "are") not on \(branch) and will not go out."
        return [context.console.style.paint(text, .yellow)]
    }

    /// The commit at hand, unless it is another branch's.
    private func ownPlace() async throws -> (name: String, commit: CommitID)? {
        switch try await loaded.repository.head() {
        case .branch(let branch, let commit):
            branch == loaded.project.source?.branch ? ("on \(Untrusted.line(branch))", commit) : nil
        case .detached(let commit): ("of this detached HEAD", commit)
        case .unborn: nil
        }
    }
}

extension DeployFacts {
    /// Where stacks go, said where they go anywhere.
    fileprivate var targetLine: String? {
        guard let target else { return nil }
        let who = "\(target.place), with profile '\(target.profile)'"
        return Untrusted.line(
            target.deploys
                ? "Its stacks are really deployed \(who)." : "Its stacks are rehearsed over what is deployed \(who).")
    }
}
