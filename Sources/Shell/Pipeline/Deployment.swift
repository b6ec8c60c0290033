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

    func facts() async throws -> DeployFacts {
        let head = try await head()
        let current = try await currentDeclaration()
        return DeployFacts(
            declaration: try declaration(current), current: current,
            head: head, otherRemote: try await otherRemote(current),
            executions: current == nil ? [] : try await executions(),
            buildProjects: loaded.project.buildProjects, currentBuildProjects: try await currentBuildProjects(),
            target: try await client.target(of: pipeline))
    }

    /// A pipeline's name stands for one pipeline: that of another project would be replaced by this one's.
    private func otherRemote(_ current: PipelineDeclaration?) async throws -> String? {
        guard isLocal, let own = loaded.remote?.url.map(loaded.absolute),
            let repository = current.flatMap({ GitSource($0) })?.repository
        else { return nil }
        do {
            let known = try await client(
                DescribeCheckout.self, .init(pipelineName: pipeline, repository: repository)
            ).remoteURL
            return known == own ? nil : known
        } catch ClientError.service(let error) where error.code == "UnknownOperationException" {
            return nil
        }
    }

    /// As the project declares it, with what the service fills in, and at AWS with what only the account can know: a stack's
    /// pipeline is as its stack has made it.
    private func declaration(_ current: PipelineDeclaration?) throws -> PipelineDeclaration {
        if isStacksOwn, let current { return current }
        let region = current?.region ?? client.session?.region ?? "us-east-1"
        var declaration = loaded.project.declaration
        if client.session != nil { declaration.adopt(current) }
        if isStacksOwn {
            let stack = Untrusted.line(loaded.project.stackName ?? "STACK")
            throw CommandFailure.usage(
                "\(pipeline) is not on AWS yet, and it is its stack that makes it there.",
                hint: "`deploy \(stack)` deploys that.")
        }
        if client.session != nil, declaration.roleArn == nil || !declaration.hasArtifactStore {
            throw CommandFailure.usage(
                "\(pipeline) is not on AWS yet, and to create it there takes `roleArn` and `artifactStore`.",
                hint: "They are fields of the pipeline's declaration: a service role, and a bucket for artifacts.")
        }
        return declaration.normalized(region: region)
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

    /// Whether only the deployment of its stack may change the pipeline.
    var isStacksOwn: Bool { client.session != nil && loaded.project.isOfStack }

    private var isLocal: Bool { if case .unixSocket = client.endpoint { true } else { false } }

    /// The commit that the remote's branch is at; `nil` if the pipeline takes nothing from a git repository.
    private func head() async throws -> CommitID? {
        guard let source = loaded.project.source else { return nil }
        let remote = try remote()
        var access = try await access(to: remote)
        let head = try await access.opening {
            try await loaded.repository.remoteHead(remote.name, branch: source.branch)
        }
        guard let head else {
            throw CommandFailure.failed(
                "\(remote.name) has no branch \(source.branch), which the pipeline builds.", hint: "`push` it first.")
        }
        return head
    }

    func access(to remote: Remote) async throws -> RemoteAccess {
        try await RemoteAccess(context: context, repository: loaded.repository, remote: remote.name)
    }

    func remote() throws -> Remote {
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

    /// Puts the pipeline in place and sets the execution going. Answers its id.
    func apply(_ plan: DeployPlan, _ facts: DeployFacts) async throws -> ExecutionID {
        context.keepNewsBack?()
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
        let execution = plan.step == .create ? try await firstExecution() : try await start(facts)
        context.console.note("execution \(execution)")
        return execution
    }

    /// Between the last look and the update somebody may have started one more.
    private func noteCancelled(unlike facts: DeployFacts) async throws {
        let known = Set(facts.executions.compactMap(\.pipelineExecutionId))
        for id in try await executions().compactMap(\.pipelineExecutionId) where !known.contains(id) {
            context.console.note("The update also cancels execution \(id.short), which was started meanwhile.")
        }
    }

    /// The engine on this machine learns from the checkout where its repository is, and how its projects build; other
    /// endpoints know.
    private func registerRemote() async throws {
        guard isLocal else { return }
        let remote = loaded.remote?.url
        let repositories = remote.map(loaded.project.repositories) ?? []
        _ = try await client(
            RegisterCheckout.self,
            .init(
                pipelineName: pipeline, repository: repositories.first, remoteURL: remote.map(loaded.absolute),
                buildProjects: loaded.project.buildProjects))
        for repository in repositories.dropFirst() {
            _ = try await client(
                RegisterCheckout.self,
                .init(pipelineName: pipeline, repository: repository, remoteURL: remote.map(loaded.absolute)))
        }
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

    /// On AWS a pipeline of the type V1 runs the branch as it is then.
    private func start(_ facts: DeployFacts) async throws -> ExecutionID {
        var revisions: [SourceRevisionOverride] = []
        if let commit = facts.head, let source = loaded.project.source {
            let isBound = isLocal || facts.declaration.pipelineType != .v1
            if isBound {
                revisions.append(
                    SourceRevisionOverride(
                        actionName: source.action, revisionType: .commitID, revisionValue: commit.rawValue))
            } else {
                context.console.note(
                    "\(pipeline) is of the type V1, and takes what \(source.branch) is at when it starts.")
            }
        }
        return try await client.start(pipeline, revisions)
    }
}

extension PipelineDeclaration {
    fileprivate var hasArtifactStore: Bool { artifactStore != nil || artifactStores != nil }

    /// Takes over what a project need not say of the account it runs in: role, bucket, and each source's connection.
    fileprivate mutating func adopt(_ current: PipelineDeclaration?) {
        guard let current else { return }
        roleArn = roleArn ?? current.roleArn
        if !hasArtifactStore { (artifactStore, artifactStores) = (current.artifactStore, current.artifactStores) }
        pipelineType = pipelineType ?? current.pipelineType
        executionMode = executionMode ?? current.executionMode
        for stage in stages.indices {
            for action in stages[stage].actions.indices {
                let old = current.stages.first { $0.name == stages[stage].name }?.actions
                    .first { $0.name == stages[stage].actions[action].name }
                stages[stage].actions[action].adoptConnection(of: old)
            }
        }
    }

    /// The region that the service filled in.
    fileprivate var region: String? { stages.first?.actions.first?.region }
}

extension ActionDeclaration {
    fileprivate mutating func adoptConnection(of old: ActionDeclaration?) {
        let key = "ConnectionArn"
        guard let old, old.actionTypeId == actionTypeId, let arn = old.configuration?[key],
            configuration?[key] == nil
        else { return }
        configuration = (configuration ?? [:]).merging([key: arn]) { own, _ in own }
    }
}
