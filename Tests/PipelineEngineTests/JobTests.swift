import ActionProviders
import Foundation
import PipelineAPI
import PipelineEngine
import Testing

@Suite("Jobs of custom actions", .timeLimit(.minutes(10)))
struct JobTests {
    private static let jenkins = ActionTypeID(category: .build, owner: .custom, provider: "Jenkins")

    /// A source, and a build that waits for a worker.
    private static var pipeline: PipelineDeclaration {
        var build = StageDeclaration("Build")
        build.actions[0].actionTypeId = jenkins
        build.actions[0].configuration = ["ProjectName": "web"]
        return .of([.init("Source", .source), build])
    }

    /// The scene's clock stands near this moment.
    private static let beginning = Date(timeIntervalSince1970: 1_700_000_000)

    private func open(_ scene: EngineScene, now: Date = beginning) async throws -> Engine {
        try await scene.open([ScriptedProvider.succeeding, JobWorkerProvider(now: { now })])
    }

    private func declareType(_ engine: Engine) async throws {
        _ = try await engine.createCustomActionType(
            .init(
                category: .build, provider: "Jenkins", version: "1",
                configurationProperties: [.init(name: "ProjectName", required: true, key: true, secret: false)],
                inputArtifactDetails: ArtifactDetails(minimumCount: 0, maximumCount: 1),
                outputArtifactDetails: ArtifactDetails(minimumCount: 0, maximumCount: 1)))
    }

    /// The next job, as soon as there is one.
    private func poll(_ engine: Engine, _ type: ActionTypeID = jenkins) async throws -> Job {
        while true {
            if let job = try await engine.pollForJobs(.init(actionTypeId: type)).jobs.first { return job }
            await Task.yield()
        }
    }

    private func take(_ engine: Engine) async throws -> JobID {
        let job = try await poll(engine)
        let id = try #require(job.id)
        let status = try await engine.acknowledgeJob(.init(jobId: id, nonce: try #require(job.nonce))).status
        #expect(status == .inProgress)
        return id
    }

    private func expect(_ code: String, _ body: () async throws -> Void) async {
        let error = await #expect(throws: APIError.self) { try await body() }
        #expect(error?.code == code)
    }

    @Test("A worker polls, takes the job and ends the action")
    func jobEndsAction() async throws {
        try await withEngineScene { scene in
            let engine = try await open(scene)
            try await declareType(engine)
            let execution = try await engine.create(Self.pipeline)
            let data = try await poll(engine).data
            #expect(data?.actionConfiguration?.configuration == ["ProjectName": "web"])
            #expect(data?.pipelineContext?.pipelineName == "shop")
            #expect(data?.pipelineContext?.stage?.name == "Build")
            #expect(data?.pipelineContext?.action?.name == "Build")
            #expect(data?.pipelineContext?.pipelineExecutionId == execution)
            let id = try await take(engine)
            _ = try await engine.putJobSuccessResult(
                .init(
                    jobId: id, currentRevision: CurrentRevision(revision: "r1", changeIdentifier: "c1"),
                    executionDetails: .init(summary: "built", externalExecutionId: "42"),
                    outputVariables: ["Number": "42"]))
            try await engine.wait(for: .succeeded, of: execution)
            let details = try await engine.listActionExecutions(.init(pipelineName: "shop")).actionExecutionDetails
            #expect(details?.first?.output?.executionResult?.externalExecutionId == "42")
            #expect(details?.first?.output?.outputVariables == ["Number": "42"])
            // Revisions are those of sources.
            let summaries = try await engine.listPipelineExecutions(.init(pipelineName: "shop"))
            #expect(summaries.pipelineExecutionSummaries?.first?.sourceRevisions == [])
            #expect(try await engine.stage("Build")?.actionStates?.first?.currentRevision == nil)
        }
    }

    @Test("A failure is the action's failure, in the worker's words")
    func jobFailsAction() async throws {
        try await withEngineScene { scene in
            let engine = try await open(scene)
            try await declareType(engine)
            let execution = try await engine.create(Self.pipeline)
            let id = try await take(engine)
            _ = try await engine.putJobFailureResult(
                .init(jobId: id, failureDetails: .init(type: .permissionError, message: "no access")))
            try await engine.wait(for: .failed, of: execution)
            let action = try await engine.stage("Build")?.actionStates?.first?.latestExecution
            #expect(action?.errorDetails == ErrorDetails(code: "PermissionError", message: "no access"))
        }
    }

    @Test("The second acknowledgement of a job has an invalid nonce, and so has a wrong one")
    func nonceIsUsedOnce() async throws {
        try await withEngineScene { scene in
            let engine = try await open(scene)
            try await declareType(engine)
            _ = try await engine.create(Self.pipeline)
            let job = try await poll(engine)
            let id = try #require(job.id)
            let nonce = try #require(job.nonce)
            await expect("InvalidNonceException") { _ = try await engine.acknowledgeJob(.init(jobId: id, nonce: "x")) }
            _ = try await engine.acknowledgeJob(.init(jobId: id, nonce: nonce))
            await expect("InvalidNonceException") {
                _ = try await engine.acknowledgeJob(.init(jobId: id, nonce: nonce))
            }
            #expect(try await engine.pollForJobs(.init(actionTypeId: Self.jenkins)).jobs.isEmpty)
        }
    }

    @Test("Only a job in progress can be ended, and only once; an unknown one is not found")
    func jobStates() async throws {
        try await withEngineScene { scene in
            let engine = try await open(scene)
            try await declareType(engine)
            _ = try await engine.create(Self.pipeline)
            let id = try #require(try await poll(engine).id)
            await expect("InvalidJobStateException") { _ = try await engine.putJobSuccessResult(.init(jobId: id)) }
            _ = try await take(engine)
            _ = try await engine.putJobSuccessResult(.init(jobId: id))
            await expect("InvalidJobStateException") { _ = try await engine.putJobSuccessResult(.init(jobId: id)) }
            await expect("JobNotFoundException") { _ = try await engine.getJobDetails(.init(jobId: "none")) }
        }
    }

    @Test("A job outlives the engine")
    func restart() async throws {
        try await withEngineScene { scene in
            let first = try await open(scene)
            try await declareType(first)
            let execution = try await first.create(Self.pipeline)
            let id = try await take(first)
            let second = try await open(scene)
            _ = try await second.putJobSuccessResult(.init(jobId: id))
            try await second.wait(for: .succeeded, of: execution)
        }
    }

    @Test("What a worker says of a revision is shown as it says it")
    func revision() async throws {
        try await withEngineScene { scene in
            let engine = try await open(scene)
            let depot = ActionTypeID(category: .source, owner: .custom, provider: "Depot")
            _ = try await engine.createCustomActionType(
                .init(
                    category: .source, provider: "Depot", version: "1",
                    inputArtifactDetails: ArtifactDetails(minimumCount: 0, maximumCount: 0),
                    outputArtifactDetails: ArtifactDetails(minimumCount: 0, maximumCount: 1)))
            var pipeline = PipelineDeclaration.of([.init("Source", .source), .init("Build")])
            pipeline.stages[0].actions[0].actionTypeId = depot
            let execution = try await engine.create(pipeline)
            let job = try await poll(engine, depot)
            let (id, nonce) = (try #require(job.id), try #require(job.nonce))
            _ = try await engine.acknowledgeJob(.init(jobId: id, nonce: nonce))
            let created = Date(timeIntervalSince1970: 1_600_000_000)
            let revision = CurrentRevision(
                revision: "r7", changeIdentifier: "change 7", created: created, revisionSummary: "Seven")
            _ = try await engine.putJobSuccessResult(.init(jobId: id, currentRevision: revision))
            try await engine.wait(for: .succeeded, of: execution)
            let shown = try await engine.stage("Source")?.actionStates?.first?.currentRevision
            #expect(shown == ActionRevision(revisionId: "r7", revisionChangeId: "change 7", created: created))
            let artifact = try await engine.getPipelineExecution(
                .init(pipelineName: "shop", pipelineExecutionId: execution)
            ).pipelineExecution?.artifactRevisions?.first
            #expect(artifact?.revisionChangeIdentifier == "change 7" && artifact?.created == created)
            #expect(artifact?.revisionSummary == "Seven")
        }
    }

    @Test("A continuation token opens another job that carries it")
    func continuation() async throws {
        try await withEngineScene { scene in
            let engine = try await open(scene)
            try await declareType(engine)
            let execution = try await engine.create(Self.pipeline)
            let first = try await take(engine)
            _ = try await engine.putJobSuccessResult(.init(jobId: first, continuationToken: "part 2"))
            #expect(try await engine.status(execution) == .inProgress)
            let next = try await poll(engine)
            #expect(next.id != first)
            #expect(next.data?.continuationToken == "part 2")
            _ = try await engine.putJobSuccessResult(.init(jobId: try await take(engine)))
            try await engine.wait(for: .succeeded, of: execution)
        }
    }

    @Test("An action whose job nobody ends fails after 24 hours")
    func timeout() async throws {
        try await withEngineScene { scene in
            let engine = try await open(scene, now: Self.beginning.addingTimeInterval(25 * 60 * 60))
            try await declareType(engine)
            let execution = try await engine.create(Self.pipeline)
            try await engine.wait(for: .failed, of: execution)
            #expect(try await engine.pollForJobs(.init(actionTypeId: Self.jenkins)).jobs.isEmpty)
        }
    }

    @Test("Output variables have a limit of 122,880 bytes")
    func variablesLimit() async throws {
        try await withEngineScene { scene in
            let engine = try await open(scene)
            try await declareType(engine)
            _ = try await engine.create(Self.pipeline)
            let id = try await take(engine)
            await expect("OutputVariablesSizeExceededException") {
                _ = try await engine.putJobSuccessResult(
                    .init(jobId: id, outputVariables: ["A": String(repeating: "x", count: 122_880)]))
            }
            _ = try await engine.putJobSuccessResult(
                .init(jobId: id, outputVariables: ["A": String(repeating: "x", count: 122_879)]))
        }
    }

    @Test("An action that was abandoned before its job was offered is offered to nobody")
    func abandonedBeforeTheOffer() async throws {
        try await withEngineScene { scene in
            let (offered, offer) = AsyncStream.makeStream(of: Void.self)
            var late = ScriptedProvider { start, context in
                for await _ in AsyncStream(Void.self, { _ in }) {}
                _ = try? await context.jobs.offer(start)
                offer.yield()
                return nil
            }
            late.actionTypes = [Self.jenkins]
            let engine = try await scene.open([ScriptedProvider.succeeding, late])
            try await declareType(engine)
            let id = try await engine.create(Self.pipeline)
            _ = try await engine.change { $0.action == "Build" && $0.state == .started }
            _ = try await engine.stopPipelineExecution(
                .init(pipelineName: "shop", pipelineExecutionId: id, abandon: true))
            for await _ in offered { break }
            #expect(try await engine.pollForJobs(.init(actionTypeId: Self.jenkins)).jobs.isEmpty)
        }
    }

    @Test("Once its type is deleted an action fails and nobody can poll for it")
    func unknownType() async throws {
        try await withEngineScene { scene in
            let engine = try await open(scene)
            try await declareType(engine)
            let first = try await engine.create(Self.pipeline)
            _ = try await engine.putJobFailureResult(
                .init(jobId: try await take(engine), failureDetails: .init(type: .jobFailed, message: "no")))
            try await engine.wait(for: .failed, of: first)
            _ = try await engine.deleteCustomActionType(.init(category: .build, provider: "Jenkins", version: "1"))
            try await engine.wait(for: .failed, of: try await engine.start())
            let action = try await engine.stage("Build")?.actionStates?.first?.latestExecution
            #expect(action?.errorDetails?.message?.contains("CreateCustomActionType") ?? false)
            await expect("ActionTypeNotFoundException") {
                _ = try await engine.pollForJobs(.init(actionTypeId: Self.jenkins))
            }
        }
    }
}
