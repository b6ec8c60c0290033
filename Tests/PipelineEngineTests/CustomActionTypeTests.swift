import ActionProviders
import Foundation
import PipelineAPI
import PipelineEngine
import Testing

@Suite("What a custom action type asks of a pipeline", .timeLimit(.minutes(10)))
struct CustomActionTypeTests {
    private static let forge = ActionTypeID(category: .build, owner: .custom, provider: "Forge")

    /// The scene's clock stands near this moment.
    private static let beginning = Date(timeIntervalSince1970: 1_700_000_000)

    /// A source, and a build of the type with this configuration.
    private func pipeline(_ configuration: [String: String]?, inputs: Int = 0) -> PipelineDeclaration {
        var build = StageDeclaration("Build")
        build.actions[0].actionTypeId = Self.forge
        build.actions[0].configuration = configuration
        build.actions[0].inputArtifacts = inputs == 0 ? nil : [InputArtifact(name: "App")]
        return .of([.init("Source", .source), build])
    }

    private func withType(_ body: (Engine) async throws -> Void) async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open([
                ScriptedProvider.succeeding, JobWorkerProvider(now: { Self.beginning }),
            ])
            _ = try await engine.createCustomActionType(
                .init(
                    category: .build, provider: "Forge", version: "1",
                    settings: .init(
                        entityUrlTemplate: "https://forge.example/{Config:Project}/?token={Config:Token}",
                        executionUrlTemplate: "https://forge.example/{Config:Project}/{ExternalExecutionId}"),
                    configurationProperties: [
                        .init(name: "Project", required: true, key: true, secret: false, queryable: true),
                        .init(name: "Token", required: false, key: false, secret: true),
                    ], inputArtifactDetails: .init(minimumCount: 0, maximumCount: 0),
                    outputArtifactDetails: .init(minimumCount: 0, maximumCount: 1)))
            try await body(engine)
        }
    }

    private func expect(_ code: String, _ words: String, _ body: () async throws -> Void) async {
        let error = await #expect(throws: APIError.self) { try await body() }
        #expect(error?.code == code && error?.message.contains(words) ?? false, "\(String(describing: error))")
    }

    @Test(
        "Required keys must be there, unknown ones not, and a queryable value is short and plain",
        arguments: [
            (nil, "is missing required configuration 'Project'"),
            (["Project": "web", "Other": "x"], "contains unknown configuration 'Other'"),
            (["Project": "two words"], "queryable configuration 'Project'"),
            (["Project": String(repeating: "x", count: 21)], "queryable configuration 'Project'"),
        ] as [([String: String]?, String)])
    func configuration(configuration: [String: String]?, words: String) async throws {
        try await withType { engine in
            await expect("InvalidActionDeclarationException", words) {
                _ = try await engine.createPipeline(.init(pipeline: pipeline(configuration)))
            }
            _ = try await engine.createPipeline(.init(pipeline: pipeline(["Project": "web"])))
            await expect("InvalidActionDeclarationException", words) {
                _ = try await engine.updatePipeline(.init(pipeline: pipeline(configuration)))
            }
        }
    }

    @Test("The numbers of artifacts are the type's")
    func artifacts() async throws {
        try await withType { engine in
            await expect(
                "InvalidActionDeclarationException",
                "Action Build declares 1 input artifacts which is more than the maximum count (0)"
            ) {
                _ = try await engine.createPipeline(.init(pipeline: pipeline(["Project": "web"], inputs: 1)))
            }
        }
    }

    @Test("A type may have the name of one of CodePipeline's own, and more artifacts than most")
    func nameOfABuiltInType() async throws {
        try await withType { engine in
            for provider in ["CodeBuild", "Many"] {
                _ = try await engine.createCustomActionType(
                    .init(
                        category: .build, provider: provider, version: "1",
                        inputArtifactDetails: .init(minimumCount: 0, maximumCount: 5),
                        outputArtifactDetails: .init(minimumCount: 0, maximumCount: 5)))
            }
            let many = ActionTypeID(category: .build, owner: .custom, provider: "Many")
            var type = try #require(
                await engine.getActionType(.init(category: .build, owner: "Custom", provider: "Many", version: "1"))
                    .actionType)
            type.inputArtifactDetails.maximumCount = 10
            _ = try await engine.updateActionType(.init(actionType: type))
            var pipeline = PipelineDeclaration.of([.init("Source", .source), .init("Build")])
            let sources = (1...6).map { index in
                var source = ActionDeclaration(ActionName("S\(index)"), .source)
                source.outputArtifacts = [OutputArtifact(name: ArtifactName("A\(index)"))]
                return source
            }
            pipeline.stages[0].actions = sources
            pipeline.stages[1].actions[0].inputArtifacts = sources.prefix(2).flatMap {
                $0.outputArtifacts?.map { InputArtifact(name: $0.name) } ?? []
            }
            pipeline.stages[1].actions[0].actionTypeId = ActionTypeID(
                category: .build, owner: .custom, provider: "CodeBuild")
            var other = pipeline.stages[1].actions[0]
            other.name = "Many"
            other.actionTypeId = many
            other.inputArtifacts = sources.flatMap { $0.outputArtifacts?.map { InputArtifact(name: $0.name) } ?? [] }
            pipeline.stages[1].actions.append(other)
            let input = CreatePipeline.Input(pipeline: pipeline)
            try input.validate()
            _ = try await engine.createPipeline(input)
        }
    }

    @Test("A type that nobody made is not available, nor is another version of one that somebody made")
    func unknownType() async throws {
        try await withType { engine in
            var pipeline = pipeline(["Project": "web"])
            pipeline.stages[1].actions[0].actionTypeId.version = "2"
            await expect(
                "InvalidActionDeclarationException",
                "ActionType (Category: 'Build', Provider: 'Forge', Owner: 'Custom', Version: '2') in action 'Build' is "
                    + "not available in region 'US_EAST_1'"
            ) {
                _ = try await engine.createPipeline(.init(pipeline: pipeline))
            }
        }
    }

    @Test("A secret value is hidden from answers and shown to workers")
    func secret() async throws {
        try await withType { engine in
            let made = try await engine.createPipeline(
                .init(pipeline: pipeline(["Project": "web", "Token": "s3cret"])))
            #expect(made.pipeline?.stages[1].actions[0].configuration?["Token"] == "****")
            #expect(engine.pipelineAtHand(.init(name: "shop")) == nil)
            let shown = try await engine.getPipeline(.init(name: "shop")).pipeline
            #expect(shown?.stages[1].actions[0].configuration?["Token"] == "****")
            let job = try await poll(engine, ["Project": "web"])
            #expect(job.data?.actionConfiguration?.configuration?["Token"] == "s3cret")
        }
    }

    @Test("Workers ask by the queryable property, and get the jobs of their value only")
    func query() async throws {
        try await withType { engine in
            _ = try await engine.create(pipeline(["Project": "web"]))
            for query in [nil, [:], ["Token": "x"]] as [[String: String]?] {
                await expect("ValidationException", "queryable property 'Project'") {
                    _ = try await engine.pollForJobs(.init(actionTypeId: Self.forge, queryParam: query))
                }
            }
            _ = try await poll(engine, ["Project": "web"])
            let others = try await engine.pollForJobs(.init(actionTypeId: Self.forge, queryParam: ["Project": "api"]))
            #expect(others.jobs.isEmpty)
        }
    }

    @Test("A job that waits for a worker, or is in a worker's hands, keeps no engine awake")
    func idle() async throws {
        try await withType { engine in
            _ = try await engine.create(pipeline(["Project": "web"]))
            let job = try await poll(engine, ["Project": "web"])
            #expect(await engine.isBusy == false)
            _ = try await engine.acknowledgeJob(.init(jobId: try #require(job.id), nonce: try #require(job.nonce)))
            #expect(await engine.isBusy == false)
        }
    }

    @Test("GetPipelineState shows how far a job has come that goes on in another")
    func progress() async throws {
        try await withType { engine in
            _ = try await engine.create(pipeline(["Project": "web"]))
            let job = try await poll(engine, ["Project": "web"])
            let id = try #require(job.id)
            _ = try await engine.acknowledgeJob(.init(jobId: id, nonce: try #require(job.nonce)))
            _ = try await engine.putJobSuccessResult(
                .init(
                    jobId: id, continuationToken: "next",
                    executionDetails: .init(summary: "half", percentComplete: 50)))
            let action = try await firstState(of: engine) { $0.percentComplete != nil }
            #expect(action.percentComplete == 50 && action.summary == "half")
        }
    }

    @Test("The links of the type lead to the action's entity and to its run, and hold no secret")
    func links() async throws {
        try await withType { engine in
            _ = try await engine.create(pipeline(["Project": "web", "Token": "s3cret"]))
            let job = try await poll(engine, ["Project": "web"])
            let id = try #require(job.id)
            _ = try await engine.acknowledgeJob(.init(jobId: id, nonce: try #require(job.nonce)))
            _ = try await engine.putJobSuccessResult(
                .init(jobId: id, executionDetails: .init(externalExecutionId: "run 7")))
            try await engine.wait(for: .succeeded)
            let action = try await engine.stage("Build")?.actionStates?.first
            #expect(action?.entityUrl == "https://forge.example/web/?token=****")
            #expect(action?.latestExecution?.externalExecutionUrl == "https://forge.example/web/run%207")
            let runs = try await engine.listActionExecutions(.init(pipelineName: "shop")).actionExecutionDetails
            let result = runs?.first { $0.stageName == "Build" }?.output?.executionResult
            #expect(result?.externalExecutionUrl == "https://forge.example/web/run%207")
        }
    }

    @Test("A link to which a value is missing is none")
    func missingLinks() async throws {
        try await withType { engine in
            _ = try await engine.create(pipeline(["Project": "web"]))
            #expect(try await engine.stage("Build")?.actionStates?.first?.entityUrl == nil)
        }
    }

    @Test("A job whose type sets a time for single jobs ends with it")
    func jobTimeout() async throws {
        try await withEngineScene { scene in
            // The provider's clock is far ahead of the engine's, so that every job's time is over.
            let provider = JobWorkerProvider(now: { Self.beginning.addingTimeInterval(3600) })
            let engine = try await scene.open([ScriptedProvider.succeeding, provider])
            _ = try await engine.createCustomActionType(
                .init(
                    category: .build, provider: "Forge", version: "1",
                    inputArtifactDetails: .init(minimumCount: 0, maximumCount: 0),
                    outputArtifactDetails: .init(minimumCount: 0, maximumCount: 0)))
            let key = GetActionType.Input(category: .build, owner: "Custom", provider: "Forge", version: "1")
            var type = try #require(try await engine.getActionType(key).actionType)
            type.executor.jobTimeout = 60
            _ = try await engine.updateActionType(.init(actionType: type))
            let execution = try await engine.create(pipeline(nil))
            try await engine.wait(for: .failed, of: execution)
            let action = try await engine.stage("Build")?.actionStates?.first?.latestExecution
            #expect(action?.errorDetails?.message?.contains("in time") ?? false)
        }
    }

    private func poll(_ engine: Engine, _ query: [String: String]) async throws -> Job {
        for _ in 0..<100_000 {
            let jobs = try await engine.pollForJobs(.init(actionTypeId: Self.forge, queryParam: query)).jobs
            if let job = jobs.first { return job }
            await Task.yield()
        }
        throw NeverCame()
    }

    /// The build as GetPipelineState shows it, once it fits; progress is no change of state that one could wait for.
    private func firstState(
        of engine: Engine, _ fits: (ActionExecution) -> Bool
    ) async throws -> ActionExecution {
        for _ in 0..<100_000 {
            if let action = try await engine.stage("Build")?.actionStates?.first?.latestExecution, fits(action) {
                return action
            }
            await Task.yield()
        }
        throw NeverCame()
    }

    private struct NeverCame: Error {}
}
