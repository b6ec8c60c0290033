import Foundation
import PipelineAPI
import PipelineCore
import PipelineEngine
import Testing

@Suite("What other emulators get wrong", .timeLimit(.minutes(10)))
struct EmulatorFaultTests {
    @Test("A source override is what the source action is to take, and the other sources take their newest")
    func sourceOverride() async throws {
        try await withEngineScene { scene in
            let desk = RunDesk()
            let engine = try await scene.open(.at(desk))
            _ = try await engine.create(.shop())
            await desk.end(await desk.next("Source"), .broken)
            try await engine.wait(for: .failed)
            let override = SourceRevisionOverride(
                actionName: "Source", revisionType: .commitID, revisionValue: "4d1b0ac5")
            _ = try await engine.startPipelineExecution(.init(name: "shop", sourceRevisions: [override]))
            #expect(await desk.next("Source").revisionOverride == override)
        }
    }

    @Test("History shows an action's configuration, how its variables were resolved, and the pipeline's version")
    func historyInput() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            var shop = PipelineDeclaration.shop()
            shop.variables = [PipelineVariableDeclaration(name: "Color", defaultValue: "green")]
            shop.stages[1].actions[0].configuration = ["Tint": "dark #{variables.Color}"]
            try await engine.wait(for: .succeeded, of: try await engine.create(shop))
            let red = try await engine.startPipelineExecution(
                .init(name: "shop", variables: [PipelineVariable(name: "Color", value: "red")])
            ).pipelineExecutionId
            try await engine.wait(for: .succeeded, of: red)
            let details = try await engine.listActionExecutions(.init(pipelineName: "shop")).actionExecutionDetails
            let builds = (details ?? []).filter { $0.actionName == "Build" }
            #expect(
                builds.map { $0.input?.configuration?["Tint"] } == Array(repeating: "dark #{variables.Color}", count: 2)
            )
            #expect(builds.map { $0.input?.resolvedConfiguration?["Tint"] } == ["dark red", "dark green"])
            #expect(builds.map(\.pipelineVersion) == [1, 1])
        }
    }

    @Test("A variable without a default must be given, and one that is not declared may not")
    func requiredVariables() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            var shop = PipelineDeclaration.shop()
            shop.variables = [PipelineVariableDeclaration(name: "Color")]
            _ = try await engine.createPipeline(.init(pipeline: shop))
            for given in [[], ["Color", "Size"]] {
                let variables = given.map { PipelineVariable(name: $0, value: "x") }
                let error = await #expect(throws: APIError.self) {
                    _ = try await engine.startPipelineExecution(.init(name: "shop", variables: variables))
                }
                #expect(error?.code == "ValidationException")
            }
            #expect(
                try await engine.listPipelineExecutions(.init(pipelineName: "shop")).pipelineExecutionSummaries == [])
        }
    }

    @Test("A retry goes on with the same execution at the stage that failed, and fetches no source again")
    func retry() async throws {
        try await withEngineScene { scene in
            let desk = RunDesk()
            let engine = try await scene.open(.at(desk))
            let execution = try await engine.create(.shop())
            await desk.end(await desk.next("Source"), .done)
            await desk.end(await desk.next("Build"), .broken)
            try await engine.wait(for: .failed, of: execution)
            let retried = try await engine.retryStageExecution(
                .init(
                    pipelineName: "shop", stageName: "Build", pipelineExecutionId: execution,
                    retryMode: .failedActions))
            #expect(retried.pipelineExecutionId == execution)
            await desk.end(await desk.next("Build"), .done)
            await desk.end(await desk.next("Ship"), .done)
            try await engine.wait(for: .succeeded, of: execution)
            #expect(await desk.starts.filter { $0.action.name == "Source" }.count == 1)
        }
    }
}
