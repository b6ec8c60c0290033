import PipelineAPI
import PipelineCore
import PipelineEngine
import Testing

@Suite("What other emulators get wrong when executions meet", .timeLimit(.minutes(10)))
struct EmulatorModeFaultTests {
    @Test("A stage has one execution in it; the next one waits before it, and is shown there", arguments: modes)
    func stageLock(mode: ExecutionMode) async throws {
        try await withEngineScene { scene in
            let desk = RunDesk()
            let engine = try await scene.open(.at(desk))
            _ = try await engine.create(.shop(mode: mode))
            await desk.end(desk.next("Source"), .done)
            let build = await desk.next("Build")
            let second = try #require(try await engine.start())
            await desk.end(desk.next("Source"), .done)
            try await engine.waitUntilInbound(second, before: "Build")
            #expect(await desk.starts.filter { $0.action.name == "Build" } == [build])
            await desk.end(build, .done)
            #expect(await desk.next("Build").run.execution == second)
        }
    }

    static let modes = [ExecutionMode.superseded, .queued]

    @Test("Superseded is the one that waits, never the one inside, and it stays superseded")
    func superseded() async throws {
        try await withEngineScene { scene in
            let desk = RunDesk()
            let engine = try await scene.open(.at(desk))
            let first = try await engine.create(.shop())
            await desk.end(desk.next("Source"), .done)
            let build = await desk.next("Build")
            let second = try #require(try await engine.start())
            await desk.end(desk.next("Source"), .done)
            try await engine.waitUntilInbound(second, before: "Build")
            let third = try #require(try await engine.start())
            await desk.end(desk.next("Source"), .done)
            try await engine.wait(for: .superseded, of: second)
            await desk.end(build, .done)
            await desk.end(desk.next("Build"), .done)
            for _ in 1...2 { await desk.end(desk.next("Ship"), .done) }
            try await engine.wait(for: .succeeded, of: third)
            #expect(try await engine.status(first) == .succeeded)
            #expect(try await engine.status(second) == .superseded)
            #expect(await desk.starts.filter { $0.run.execution == second }.map(\.action.name) == ["Source"])
        }
    }

    @Test("A queue keeps its order across a restart")
    func queueOverRestart() async throws {
        try await withEngineScene { scene in
            let before = RunDesk()
            let crashed = try await scene.open(.at(before))
            _ = try await crashed.create(.shop(mode: .queued))
            await before.end(before.next("Source"), .done)
            _ = await before.next("Build")
            var waiting: [ExecutionID] = []
            for _ in 1...2 {
                waiting.append(try #require(try await crashed.start()))
                await before.end(before.next("Source"), .done)
                try await crashed.waitUntilInbound(waiting[waiting.count - 1], before: "Build")
            }
            let desk = RunDesk()
            let engine = try await scene.open(.at(desk))
            #expect(try await engine.stage("Build")?.inboundExecutions?.map(\.pipelineExecutionId) == waiting)
            await desk.end(desk.next("Build"), .done)
            for id in waiting {
                let build = await desk.next("Build")
                #expect(build.run.execution == id)
                await desk.end(build, .done)
                await desk.end(desk.next("Ship"), .done)
            }
        }
    }

    @Test("What stops before a crash stops after it, when its action has ended; the history keeps its runs")
    func stoppingOverRestart() async throws {
        try await withEngineScene { scene in
            let before = RunDesk()
            let crashed = try await scene.open(.at(before))
            let id = try await crashed.create(.shop())
            await before.end(before.next("Source"), .done)
            _ = await before.next("Build")
            _ = try await crashed.stopPipelineExecution(.init(pipelineName: "shop", pipelineExecutionId: id))
            let desk = RunDesk()
            let engine = try await scene.open(.at(desk))
            #expect(try await engine.status(id) == .stopping)
            await desk.end(desk.next("Build"), .done)
            try await engine.wait(for: .stopped, of: id)
            let runs = try await engine.listActionExecutions(.init(pipelineName: "shop")).actionExecutionDetails ?? []
            #expect(runs.map(\.actionName) == ["Build", "Source"])
            #expect(runs.allSatisfy { $0.status == .succeeded })
            #expect(await before.cancelled.isEmpty)
        }
    }

    @Test("Each stage shows its own latest execution, with nothing made up")
    func state() async throws {
        try await withEngineScene { scene in
            let desk = RunDesk()
            let engine = try await scene.open(.at(desk))
            let first = try await engine.create(.shop())
            for name: ActionName in ["Source", "Build", "Ship"] { await desk.end(desk.next(name), .done) }
            try await engine.wait(for: .succeeded, of: first)
            let second = try #require(try await engine.start())
            await desk.end(desk.next("Source"), .done)
            await desk.end(desk.next("Build"), .broken)
            try await engine.wait(for: .failed, of: second)
            let stages = try await engine.getPipelineState(.init(name: "shop")).stageStates ?? []
            #expect(stages.map(\.latestExecution?.pipelineExecutionId) == [second, second, first])
            #expect(stages.map(\.latestExecution?.status) == [.succeeded, .failed, .succeeded])
            let build = stages[1].actionStates?.first?.latestExecution
            #expect(build?.errorDetails == ErrorDetails(code: "JobFailed", message: "it broke"))
            #expect(stages.flatMap { $0.actionStates ?? [] }.allSatisfy { $0.latestExecution?.percentComplete == nil })
        }
    }
}

extension Engine {
    /// Waits until an execution waits before a stage; looks at every change.
    fileprivate func waitUntilInbound(_ id: ExecutionID, before name: StageName) async throws {
        let (pipeline, changes) = (PipelineName("shop"), self.changes(after: 0, pipeline: "shop"))
        for await _ in changes {
            let inbound = try stage(name, of: pipeline)?.inboundExecutions ?? []
            if inbound.contains(where: { $0.pipelineExecutionId == id }) { return }
        }
        throw StreamEnded()
    }
}
