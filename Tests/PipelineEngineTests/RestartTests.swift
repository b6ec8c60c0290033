import Foundation
import PipelineAPI
import Testing

@testable import PipelineCore
@testable import PipelineEngine

@Suite("An engine after another one", .timeLimit(.minutes(10)))
struct RestartTests {
    @Test("The next engine takes up the run that the crashed one watched, under the same id")
    func runsGoOn() async throws {
        try await withEngineScene { scene in
            let before = RunDesk()
            let crashed = try await scene.open(.at(before))
            let id = try await crashed.create(.shop())
            await before.end(before.next("Source"), .done)
            let build = await before.next("Build")
            let after = RunDesk()
            let engine = try await scene.open(.at(after))
            let again = await after.next("Build")
            #expect(again == build)
            await after.end(again, .done)
            await after.end(after.next("Ship"), .done)
            try await engine.wait(for: .succeeded, of: id)
            #expect(await after.starts.map(\.action.name) == ["Build", "Ship"])
        }
    }

    @Test("An engine that was asked to end leaves its runs to the next")
    func detachIsNoEnd() async throws {
        try await withEngineScene { scene in
            let before = RunDesk()
            let first = try await scene.open(.at(before))
            let id = try await first.create(.shop())
            let source = await before.next("Source")
            await first.detach()
            let after = RunDesk()
            let engine = try await scene.open(.at(after))
            #expect(try await engine.status(id) == .inProgress)
            #expect(await engine.isBusy)
            #expect(await after.next("Source").run.id == source.run.id)
        }
    }

    @Test("A cancellation is repeated by every engine until it was done once")
    func cancellationIsRepeated() async throws {
        try await withEngineScene { scene in
            let desk = RunDesk()
            let (never, gate) = AsyncStream<Void>.makeStream()
            defer { gate.finish() }
            let stuck = ScriptedProvider {
                await desk.perform($0, $1)
            } onCancel: { _ in
                for await _ in never {}
            }
            let crashed = try await scene.open(stuck)
            let id = try await crashed.create(.shop())
            let source = await desk.next("Source")
            _ = try await crashed.stopPipelineExecution(
                .init(pipelineName: "shop", pipelineExecutionId: id, abandon: true))
            let later = RunDesk()
            let engine = try await scene.open(.at(later))
            await later.waitForCancel(of: source)
            try await engine.untilNothingIsLeft()
            #expect(await later.cancelled == [source.run.id])
            #expect(await later.starts.isEmpty)
        }
    }

    @Test("Everything that can be asked has the same answer after a restart")
    func answersAreTheSame() async throws {
        try await withEngineScene { scene in
            let desk = RunDesk()
            let first = try await scene.open(.at(desk))
            let id = try await first.create(.shop())
            await desk.end(desk.next("Source"), .done)
            await desk.end(desk.next("Build"), .broken)
            try await first.wait(for: .failed, of: id)
            let second = try await scene.open(.at(RunDesk()))
            #expect(try await first.answers() == second.answers())
        }
    }

    @Test("Replaying a pipeline's events gives the state it is in")
    func replay() async throws {
        try await withEngineScene { scene in
            let desk = RunDesk()
            let engine = try await scene.open(.at(desk))
            let id = try await engine.create(.shop())
            await desk.end(desk.next("Source"), .succeeded(ActionResult(summary: "a commit")))
            await desk.end(desk.next("Build"), .broken)
            try await engine.wait(for: .failed, of: id)
            _ = try await engine.retryStageExecution(
                .init(pipelineName: "shop", stageName: "Build", pipelineExecutionId: id, retryMode: .allActions))
            await desk.end(desk.next("Build"), .done)
            _ = await desk.next("Ship")
            _ = try await engine.start()
            _ = try await engine.updatePipeline(.init(pipeline: .shop()))
            let live = try #require(try await engine.find("shop"))
            let declared = try #require(try await engine.store.declaration(of: "shop", version: 1))
            var replayed = PipelineState(declaration: declared, time: live.created)
            for event in try await engine.store.events(of: "shop") { _ = try replayed.apply(event) }
            #expect(replayed == live)
        }
    }

    @Test("What the store gives back is the state that was committed")
    func restored() async throws {
        try await withEngineScene { scene in
            let desk = RunDesk()
            let engine = try await scene.open(.at(desk))
            _ = try await engine.create(.shop())
            await desk.end(desk.next("Source"), .done)
            _ = await desk.next("Build")
            var live = try #require(try await engine.find("shop"))
            // The runs that changed in the last event are told to the store with it and are not part of the state.
            live.changedRuns = []
            #expect(try await engine.store.loadPipeline("shop") == live)
        }
    }
}

extension RunDesk {
    fileprivate func perform(_ start: ActionStart, _ context: ActionContext) async -> ActionOutcome? {
        await perform(start)
    }
}

/// All that clients see of a pipeline.
private struct Answers: Equatable {
    var state: GetPipelineState.Output
    var executions: ListPipelineExecutions.Output
    var runs: ListActionExecutions.Output
    var pipeline: GetPipeline.Output
}

extension Engine {
    fileprivate func answers() throws -> Answers {
        Answers(
            state: try getPipelineState(.init(name: "shop")),
            executions: try listPipelineExecutions(.init(pipelineName: "shop")),
            runs: try listActionExecutions(.init(pipelineName: "shop")),
            pipeline: try getPipeline(.init(name: "shop")))
    }

    /// Waits until no effect is left to carry out, at every sign of activity.
    fileprivate func untilNothingIsLeft() async throws {
        let (signs, sign) = AsyncStream<Void>.makeStream()
        setActivityHandler { sign.yield() }
        sign.yield()
        for await _ in signs where try store.unfinished().isEmpty { return }
    }
}
