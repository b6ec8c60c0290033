import PipelineAPI
import PipelineCore
import Testing

@testable import PipelineEngine

@Suite("Operations on pipelines", .timeLimit(.minutes(10)))
struct PipelineOperationTests {
    @Test("Creating a pipeline starts its first execution, which runs to the end")
    func createStartsAndRuns() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            let id = try await engine.create(.shop())
            try await engine.wait(for: .succeeded, of: id)
            #expect(try await engine.status(id) == .succeeded)
            let states = try await engine.getPipelineState(.init(name: "shop")).stageStates ?? []
            #expect(states.compactMap(\.latestExecution?.status) == [.succeeded, .succeeded, .succeeded])
            #expect(await engine.isBusy == false)
        }
    }

    @Test("A name can be in use once")
    func nameInUse() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            _ = try await engine.create(.shop())
            await expectError("PipelineNameInUseException") { _ = try await engine.create(.shop()) }
        }
    }

    @Test("What breaks a rule is refused, and nothing is kept of it")
    func refusesWhatItCannotRun() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            await expectError("InvalidStructureException") {
                _ = try await engine.createPipeline(.init(pipeline: .of([.init("Source", .source)])))
            }
            #expect(try await engine.listPipelines(.init()).pipelines?.isEmpty == true)
        }
    }

    @Test("An action in another region than its pipeline needs stores; a pipeline made for another region runs here")
    func regions() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            var declaration = PipelineDeclaration.shop()
            declaration.stages[2].actions[0].region = "eu-west-1"
            await expectError("InvalidStructureException", "more than one region") {
                _ = try await engine.createPipeline(.init(pipeline: declaration))
            }
            _ = try await engine.create(.shop())
            await expectError("InvalidStructureException", "more than one region") {
                _ = try await engine.updatePipeline(.init(pipeline: declaration))
            }
            for stage in 0...2 { declaration.stages[stage].actions[0].region = "eu-west-1" }
            declaration.name = "elsewhere"
            _ = try await engine.create(declaration)
        }
    }

    @Test("A provider that the engine does not have fails the action, and says what runs here")
    func unknownProvider() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            var declaration = PipelineDeclaration.shop()
            declaration.stages[2].actions[0].actionTypeId = ActionTypeID(
                category: .invoke, owner: .aws, provider: "Lambda")
            declaration.stages[2].actions[0].configuration = ["FunctionName": "f"]
            let id = try await engine.create(declaration)
            try await engine.wait(for: .failed, of: id)
            let error = try await engine.stage("Ship")?.actionStates?.first?.latestExecution?.errorDetails
            #expect(error?.code == "ConfigurationError")
            #expect(error?.message?.contains("'Lambda'") == true)
        }
    }

    @Test("An update raises the version; each version can be read")
    func updateAndVersions() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            let id = try await engine.create(.shop())
            try await engine.wait(for: .succeeded, of: id)
            let longer = PipelineDeclaration.of([.init("Source", .source), .init("Build"), .init("Ship"), .init("End")])
            let updated = try await engine.updatePipeline(.init(pipeline: longer)).pipeline
            #expect(updated?.version == 2)
            #expect(try await engine.getPipeline(.init(name: "shop")).pipeline?.stages.count == 4)
            let first = try await engine.getPipeline(.init(name: "shop", version: 1))
            #expect(first.pipeline?.stages.count == 3)
            #expect(first.metadata?.pipelineArn == "arn:aws:codepipeline:us-east-1:123456789012:shop")
            await expectError("PipelineVersionNotFoundException", "no version 3; its current version is 2") {
                _ = try await engine.getPipeline(.init(name: "shop", version: 3))
            }
        }
    }

    @Test("What is in memory is answered as what is read, without the engine's turn; nothing else is")
    func atHand() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            var shop = PipelineDeclaration.of([.init("Source", .source), .init("Ask", .approval)])
            shop.stages[0].actions[0].actionTypeId = ActionTypeID(category: .source, owner: .aws, provider: "S3")
            shop.stages[0].actions[0].configuration = ["S3Bucket": "b", "S3ObjectKey": "k"]
            _ = try await engine.create(shop)
            _ = try await engine.updatePipeline(.init(pipeline: shop))
            for version in [nil, 2] {
                let known = engine.pipelineAtHand(.init(name: "shop", version: version))
                #expect(try await engine.getPipeline(.init(name: "shop", version: version)) == known)
                #expect(known?.pipeline?.version == 2)
            }
            #expect(engine.pipelineAtHand(.init(name: "shop", version: 1)) == nil)
            #expect(engine.pipelineAtHand(.init(name: "none")) == nil)
            _ = try await engine.deletePipeline(.init(name: "shop"))
            #expect(engine.pipelineAtHand(.init(name: "shop")) == nil)
        }
    }

    @Test("An update cancels what runs once its running actions have ended")
    func updateCancels() async throws {
        try await withEngineScene { scene in
            let desk = RunDesk()
            let engine = try await scene.open(.at(desk))
            let id = try await engine.create(.shop())
            let source = await desk.next("Source")
            _ = try await engine.updatePipeline(.init(pipeline: .shop()))
            await desk.end(source, .done)
            try await engine.wait(for: .canceled, of: id)
            #expect(try await engine.status(id) == .cancelled)
            #expect(await desk.starts.count == 1)
        }
    }

    @Test("Every operation on a pipeline that is not there gives AWS's own sentence")
    func pipelineNotFound() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            let sentence = "Account '123456789012' does not have a pipeline with name 'nope'"
            let calls: [@Sendable () async throws -> Void] = [
                { _ = try await engine.getPipeline(.init(name: "nope")) },
                { _ = try await engine.updatePipeline(.init(pipeline: .shop("nope"))) },
                { _ = try await engine.start("nope") },
                { _ = try await engine.getPipelineState(.init(name: "nope")) },
                { _ = try await engine.status("x", of: "nope") },
                { _ = try await engine.listPipelineExecutions(.init(pipelineName: "nope")) },
                { _ = try await engine.listActionExecutions(.init(pipelineName: "nope")) },
                {
                    _ = try await engine.stopPipelineExecution(
                        .init(pipelineName: "nope", pipelineExecutionId: "x"))
                },
            ]
            for call in calls { await expectError("PipelineNotFoundException", sentence, call) }
        }
    }

    @Test("Pipelines are listed by name, page by page")
    func listing() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            for name in ["c", "a", "b"] as [PipelineName] { _ = try await engine.create(.shop(name)) }
            let first = try await engine.listPipelines(.init(maxResults: 2))
            #expect(first.pipelines?.compactMap(\.name) == ["a", "b"])
            let rest = try await engine.listPipelines(.init(nextToken: first.nextToken, maxResults: 2))
            #expect(rest.pipelines?.compactMap(\.name) == ["c"])
            #expect(rest.nextToken == nil)
            await expectError("InvalidNextTokenException") {
                _ = try await engine.listPipelines(.init(nextToken: "made up"))
            }
        }
    }

    @Test("A deleted pipeline is gone with its history; deleting it again is fine")
    func deletion() async throws {
        try await withEngineScene { scene in
            let desk = RunDesk()
            let engine = try await scene.open(.at(desk))
            _ = try await engine.create(.shop())
            let source = await desk.next("Source")
            _ = try await engine.deletePipeline(.init(name: "shop"))
            _ = try await engine.deletePipeline(.init(name: "shop"))
            await expectError("PipelineNotFoundException") { _ = try await engine.getPipeline(.init(name: "shop")) }
            #expect(try await engine.listPipelines(.init()).pipelines?.isEmpty == true)
            let id = try await engine.start(try await engine.recreate(.shop()))
            #expect(id != source.run.execution)
            let runs = try await engine.listActionExecutions(.init(pipelineName: "shop")).actionExecutionDetails
            #expect(runs?.count == 1)
        }
    }

    @Test("A pipeline deleted while it stops leaves nothing for the next engine to run")
    func deletionWhileStopping() async throws {
        try await withEngineScene { scene in
            let desk = RunDesk()
            let engine = try await scene.open(.at(desk))
            let id = try await engine.create(.shop())
            let source = await desk.next("Source")
            _ = try await engine.stopPipelineExecution(.init(pipelineName: "shop", pipelineExecutionId: id))
            _ = try await engine.deletePipeline(.init(name: "shop"))
            await desk.waitForCancel(of: source)
            #expect(try await engine.unfinishedRuns.isEmpty)
        }
    }
}

extension Engine {
    /// The runs that the next engine would take up.
    fileprivate var unfinishedRuns: [ActionExecutionID] {
        get throws {
            try store.unfinished().compactMap { effect in
                if case .start(let start) = effect { start.run.id } else { nil }
            }
        }
    }

    fileprivate func recreate(_ declaration: PipelineDeclaration) throws -> PipelineName {
        try createPipeline(.init(pipeline: declaration)).pipeline?.name ?? "none"
    }
}

/// Expects AWS's exception, with these words somewhere in its sentence.
func expectError(
    _ code: String, _ words: String = "", sourceLocation: SourceLocation = #_sourceLocation,
    _ body: () async throws -> Void
) async {
    let error = await #expect(throws: APIError.self, sourceLocation: sourceLocation) { try await body() }
    #expect(error?.code == code, sourceLocation: sourceLocation)
    #expect(
        words.isEmpty || error?.message.contains(words) == true, "\(error?.message ?? "")",
        sourceLocation: sourceLocation)
}
