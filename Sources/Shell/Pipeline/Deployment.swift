import AWS
import Foundation
import Git
import PipelineAPI
import Project

/// One deployment of a project to an endpoint.
struct Deployment {
    let context: CommandContext
    let loaded: LoadedProject
    let client: ServiceClient

    var pipeline: PipelineName { loaded.pipeline }

    // MARK: Finding out

    func facts() async throws -> DeployFacts {
        let source = try source()
        let remote = try remote()
        guard let head = try await loaded.repository.remoteHead(remote.name, branch: source.branch) else {
            throw CommandFailure.failed(
                "\(remote.name) has no branch \(source.branch), which the pipeline builds.", hint: "`push` it first.")
        }
        let current = try await currentDeclaration()
        let region = "us-east-1"
        return DeployFacts(
            declaration: loaded.project.declaration.normalized(region: current?.region ?? region), current: current,
            head: head, executions: current == nil ? [] : try await executions(),
            buildProjects: loaded.project.buildProjects, currentBuildProjects: try await currentBuildProjects())
    }

    /// Only the engine on this machine takes projects from the checkout; elsewhere they are there by other means.
    private func currentBuildProjects() async throws -> [BuildProject] {
        let declared = loaded.project.buildProjects
        guard isLocal else { return declared }
        var current: [BuildProject] = []
        for page in stride(from: 0, to: declared.count, by: 100) {
            let names = declared[page..<min(page + 100, declared.count)].map(\.name)
            let projects = try await client(BatchGetProjects.self, .init(names: names)).projects ?? []
            current += projects.compactMap(\.buildProject)
        }
        return current
    }

    private var isLocal: Bool { if case .unixSocket = client.endpoint { true } else { false } }

    private func source() throws -> GitSource {
        guard let source = loaded.project.source else {
            throw CommandFailure.usage(
                "\(loaded.project.file.lastPathComponent): the pipeline has no git source that can be deployed")
        }
        return source
    }

    private func remote() throws -> Remote {
        guard let remote = loaded.remote, remote.url != nil else {
            throw CommandFailure.failed("The repository has no remote.", hint: "`push` asks for its URL.")
        }
        return remote
    }

    private func currentDeclaration() async throws -> PipelineDeclaration? {
        do {
            return try await client(GetPipeline.self, .init(name: pipeline)).pipeline
        } catch ClientError.service(let error) where error.code == "PipelineNotFoundException" {
            return nil
        }
    }

    private func executions() async throws -> [PipelineExecutionSummary] {
        try await client(ListPipelineExecutions.self, .init(pipelineName: pipeline, maxResults: 50))
            .pipelineExecutionSummaries ?? []
    }

    // MARK: Telling

    /// What the person agrees to.
    func description(_ plan: DeployPlan, _ facts: DeployFacts) async throws -> [String] {
        let style = context.console.style
        var lines = structureLines(plan, facts)
        if plan.step != .create {
            lines += facts.changedBuildProjects.map { "The build project \($0) has changed." }
        }
        lines += try await commitLines(from: plan.lastDeployed, to: facts.head)
        lines.append("Stages: \(facts.declaration.stages.map(\.name.rawValue).joined(separator: " → "))")
        for id in plan.cancelled {
            lines.append(style.paint("The update cancels execution \(id.short), which is running.", .yellow))
        }
        if let warning = plan.warning { lines.append(style.paint(warning, .yellow)) }
        return lines + (try await placeLines()) + (try await unpushedLines(facts))
    }

    /// What goes out is the remote's branch, wherever the person is.
    private func placeLines() async throws -> [String] {
        let branch = try source().branch
        let place: String
        switch try await loaded.repository.head() {
        case .branch(branch, _), .unborn: return []
        case .branch(let other, _): place = "on \(other)"
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
            return ["The pipeline's structure is unchanged."]
        }
    }

    private func commitLines(from old: CommitID?, to head: CommitID) async throws -> [String] {
        let repository = loaded.repository
        if try await repository.revParse("\(head)^{commit}") == nil, let remote = loaded.remote {
            _ = try await repository.fetch(remote.name, branch: try source().branch)
        }
        let isKnown = if let old { try await repository.revParse("\(old)^{commit}") != nil } else { false }
        let range = isKnown ? "\(old?.rawValue ?? "")..\(head)" : head.rawValue
        let commits = try await repository.log(range, limit: isKnown ? 11 : 1)
        if commits.isEmpty { return ["Commit: \(try await label(head)), which went out before"] }
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
        guard case .branch(let branch, let commit) = try await loaded.repository.head(), commit != facts.head,
            branch == (try source().branch)
        else { return [] }
        let ahead = try await loaded.repository.log("\(facts.head)..\(commit)", limit: 100).count
        if ahead == 0 { return [] }
        let text =
            "\(ahead) commit\(ahead == 1 ? "" : "s") on \(branch) \(ahead == 1 ? "is" : "are") not pushed and will not go out."
        return [context.console.style.paint(text, .yellow)]
    }

    // MARK: Doing

    /// Puts the pipeline in place and sets the execution going. Answers its id.
    func apply(_ plan: DeployPlan, _ facts: DeployFacts) async throws -> ExecutionID {
        try await registerRemote()
        switch plan.step {
        case .create:
            _ = try await client(CreatePipeline.self, .init(pipeline: facts.declaration))
        case .update:
            _ = try await client(UpdatePipeline.self, .init(pipeline: facts.declaration))
            try await noteCancelled(unlike: facts)
        case .start, .nothing: break
        }
        try await showARN()
        let execution = plan.step == .create ? try await firstExecution() : try await start(facts.head)
        context.console.note("execution \(execution)")
        if plan.step == .create { try await noteMoved(from: facts.head, execution) }
        return execution
    }

    /// Between the last look and the update somebody may have started one more.
    private func noteCancelled(unlike facts: DeployFacts) async throws {
        let known = Set(facts.executions.compactMap(\.pipelineExecutionId))
        for id in try await executions().compactMap(\.pipelineExecutionId) where !known.contains(id) {
            context.console.note("The update also cancels execution \(id.short), which was started meanwhile.")
        }
    }

    /// The execution that creating a pipeline starts takes what the branch is at then.
    private func noteMoved(from head: CommitID, _ execution: ExecutionID) async throws {
        let follower = ExecutionFollower(client: client, pipeline: pipeline, execution: execution)
        let fetched = try await follower.first { $0.revision != nil }
        guard let fetched, let revision = fetched.revision?.revisionId, revision != head.rawValue else { return }
        context.console.note(
            context.console.style.paint(
                "The branch has moved since: this execution carries \(fetched.commitLabel), not \(head.short).", .yellow
            ))
    }

    /// The engine on this machine learns from the checkout where its repository is, and how its projects build; other
    /// endpoints know.
    private func registerRemote() async throws {
        guard let url = loaded.remote?.url, isLocal else { return }
        _ = try await client(
            RegisterCheckout.self,
            .init(
                pipelineName: pipeline, repository: try source().repository, remoteURL: absolute(url),
                buildProjects: loaded.project.buildProjects))
    }

    /// A remote that is a path is meant from the work tree; the engine stands elsewhere.
    private func absolute(_ url: RemoteURL) -> String {
        let text = url.withoutCredentials
        guard url.form == .path, !text.hasPrefix("/") else { return text }
        return URL(filePath: text, relativeTo: loaded.repository.workTree).standardizedFileURL.path
    }

    private func showARN() async throws {
        let metadata = try await client(GetPipeline.self, .init(name: pipeline)).metadata
        if let arn = metadata?.pipelineArn { context.console.note(arn) }
    }

    /// The execution that creating the pipeline has started.
    private func firstExecution() async throws -> ExecutionID {
        let first = try await executions().last { $0.trigger?.triggerType == .createPipeline }
        guard let id = first?.pipelineExecutionId else {
            throw CommandFailure.failed(
                "The pipeline was created, but no execution started: a variable without a default has no value.")
        }
        return id
    }

    private func start(_ commit: CommitID) async throws -> ExecutionID {
        let output = try await client(
            StartPipelineExecution.self,
            .init(
                name: pipeline, clientRequestToken: UUID().uuidString.lowercased(),
                sourceRevisions: [
                    SourceRevisionOverride(
                        actionName: try source().action, revisionType: .commitID, revisionValue: commit.rawValue)
                ]))
        guard let id = output.pipelineExecutionId else {
            throw CommandFailure.failed("The endpoint started nothing.")
        }
        return id
    }
}

extension PipelineDeclaration {
    /// The region that the service filled in.
    fileprivate var region: String? { stages.first?.actions.first?.region }
}
