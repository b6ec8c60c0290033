import PipelineAPI
import PipelineCore
import PipelineEngine
import Testing

@Suite("Executions", .timeLimit(.minutes(10)))
struct ExecutionTests {
    @Test("A start with the same client request token again answers the first execution")
    func startIsIdempotent() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            let first = try await engine.create(.shop())
            try await engine.wait(for: .succeeded, of: first)
            let asked = try await engine.start(token: "once")
            try await engine.wait(for: .succeeded, of: asked)
            #expect(try await engine.start(token: "once") == asked)
            let restarted = try await scene.open()
            #expect(try await restarted.start(token: "once") == asked)
            #expect(try await restarted.start(token: "twice") != asked)
        }
    }

    @Test("A pipeline with a variable that has no default is not started by its creation")
    func variableWithoutDefault() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            var declaration = PipelineDeclaration.shop()
            declaration.variables = [PipelineVariableDeclaration(name: "Colour")]
            _ = try await engine.createPipeline(.init(pipeline: declaration))
            await expectError("ValidationException", "Colour") { _ = try await engine.start() }
            let id = try await engine.startPipelineExecution(
                .init(name: "shop", variables: [PipelineVariable(name: "Colour", value: "red")])
            ).pipelineExecutionId
            try await engine.wait(for: .succeeded, of: id)
            let list = try await engine.listPipelineExecutions(.init(pipelineName: "shop"))
            #expect(list.pipelineExecutionSummaries?.map(\.pipelineExecutionId) == [id])
        }
    }

    @Test("A stage that failed goes on by a retry, which runs only what failed")
    func retry() async throws {
        try await withEngineScene { scene in
            let desk = RunDesk()
            let engine = try await scene.open(.at(desk))
            var declaration = PipelineDeclaration.shop()
            declaration.stages[1].actions = [ActionDeclaration("Unit"), ActionDeclaration("Style")]
            let id = try await engine.create(declaration)
            await desk.end(desk.next("Source"), .done)
            await desk.end(desk.next("Unit"), .broken)
            await desk.end(desk.next("Style"), .done)
            let failed = try await engine.wait(for: .failed, of: id)
            _ = try await engine.retryStageExecution(
                .init(pipelineName: "shop", stageName: "Build", pipelineExecutionId: id, retryMode: .failedActions))
            let again = await desk.next("Unit")
            #expect(again.run.attempt == 2)
            await desk.end(again, .done)
            await desk.end(desk.next("Ship"), .done)
            try await engine.wait(for: .succeeded, of: id, after: failed.sequence)
            #expect(await desk.starts.map(\.action.name).filter { $0 == "Style" }.count == 1)
        }
    }

    @Test("An approval waits without keeping the engine busy, and its token decides it once")
    func approval() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            let id = try await engine.create(
                .of([.init("Source", .source), .init("Agree", .approval), .init("Ship")]))
            _ = try await engine.change { $0.state == .approvalNeeded }
            #expect(await engine.isBusy == false)
            let token = try await engine.stage("Agree")?.actionStates?.first?.latestExecution?.token ?? ""
            await expectError("InvalidApprovalTokenException") { try await engine.approve("made up") }
            try await engine.approve(token)
            try await engine.wait(for: .succeeded, of: id)
            await expectError("ApprovalAlreadyCompletedException") { try await engine.approve(token) }
        }
    }

    @Test("A disabled transition holds executions back until it is enabled")
    func transitions() async throws {
        try await withEngineScene { scene in
            let desk = RunDesk()
            let engine = try await scene.open(.at(desk))
            let id = try await engine.create(.shop())
            _ = try await engine.disableStageTransition(
                .init(pipelineName: "shop", stageName: "Build", transitionType: .inbound, reason: "market day"))
            await desk.end(desk.next("Source"), .done)
            _ = try await engine.change { $0.stage == "Source" && $0.action == nil && $0.state == .succeeded }
            let held = try await engine.stage("Build")
            #expect(held?.inboundExecution?.pipelineExecutionId == id)
            #expect(held?.inboundTransitionState?.disabledReason == "market day")
            _ = try await engine.enableStageTransition(
                .init(pipelineName: "shop", stageName: "Build", transitionType: .inbound))
            await desk.end(desk.next("Build"), .done)
            await desk.end(desk.next("Ship"), .done)
            try await engine.wait(for: .succeeded, of: id)
        }
    }

    @Test("A stop waits for the running action; a second stop is refused")
    func stop() async throws {
        try await withEngineScene { scene in
            let desk = RunDesk()
            let engine = try await scene.open(.at(desk))
            let id = try await engine.create(.shop())
            let source = await desk.next("Source")
            try await engine.stop(id, abandon: false)
            await expectError("DuplicatedStopRequestException") { try await engine.stop(id, abandon: false) }
            #expect(try await engine.status(id) == .stopping)
            await desk.end(source, .done)
            try await engine.wait(for: .stopped, of: id)
            await expectError("PipelineExecutionNotStoppableException") { try await engine.stop(id, abandon: false) }
        }
    }

    @Test("Abandoning cancels the run at its provider; what the run says afterwards changes nothing")
    func lateWordsAreRefused() async throws {
        try await withEngineScene { scene in
            let desk = RunDesk()
            let late = ScriptedProvider { start, context in
                _ = await desk.perform(start)
                await context.report(ActionResult(summary: "still here"))
                return .done
            } onCancel: {
                await desk.cancel($0)
            }
            let engine = try await scene.open(late)
            let id = try await engine.create(.shop())
            let source = await desk.next("Source")
            try await engine.stop(id, abandon: true)
            await desk.waitForCancel(of: source)
            await engine.detach()
            let run = try await engine.stage("Source")?.actionStates?.first?.latestExecution
            #expect(run?.status == .abandoned)
            #expect(run?.summary == nil)
            #expect(try await engine.status(id) == .stopped)
        }
    }

    @Test("What a provider reports under way is shown while the run goes on")
    func progress() async throws {
        try await withEngineScene { scene in
            let desk = RunDesk()
            let engine = try await scene.open(
                ScriptedProvider { start, context in
                    await context.report(ActionResult(externalExecutionID: "shop:1"))
                    return await desk.perform(start)
                })
            _ = try await engine.create(.shop())
            _ = await desk.next("Source")
            let submitted = try await engine.change { $0.state == .submitted }
            #expect(submitted.externalExecutionId == "shop:1")
            let run = try await engine.stage("Source")?.actionStates?.first?.latestExecution
            #expect(run?.externalExecutionId == "shop:1")
            #expect(run?.status == .inProgress)
        }
    }
}

extension Engine {
    fileprivate func approve(_ token: String) throws {
        _ = try putApprovalResult(
            .init(
                pipelineName: "shop", stageName: "Agree", actionName: "Agree",
                result: ApprovalResult(summary: "fine", status: .approved), token: token))
    }

    fileprivate func stop(_ id: ExecutionID, abandon: Bool) throws {
        _ = try stopPipelineExecution(.init(pipelineName: "shop", pipelineExecutionId: id, abandon: abandon))
    }
}
