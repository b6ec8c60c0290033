import Foundation
import PipelineAPI
import PipelineEngine
import Testing

@Suite("Page tokens", .timeLimit(.minutes(10)))
struct PageTokenTests {
    private func refuses(_ body: () async throws -> Void) async {
        let error = await #expect(throws: APIError.self) { try await body() }
        #expect(error?.code == "InvalidNextTokenException")
    }

    @Test("A token is good for the list that gave it, and for no other list or pipeline")
    func lists() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            for name in ["one", "two"] as [PipelineName] {
                try await engine.wait(for: .succeeded, of: try await engine.create(.shop(name)))
                try await engine.wait(for: .succeeded, of: try await engine.start(name))
            }
            let executions = try await engine.listPipelineExecutions(.init(pipelineName: "one", maxResults: 1))
                .nextToken
            let actions = try await engine.listActionExecutions(.init(pipelineName: "one", maxResults: 1)).nextToken
            let pipelines = try await engine.listPipelines(.init(maxResults: 1)).nextToken
            let tokens = [try #require(executions), try #require(actions), try #require(pipelines)]
            #expect(Set(tokens).count == 3)
            _ = try await engine.listPipelineExecutions(.init(pipelineName: "one", nextToken: executions))
            await refuses {
                _ = try await engine.listPipelineExecutions(.init(pipelineName: "two", nextToken: executions))
            }
            for token in [actions, pipelines] {
                await refuses {
                    _ = try await engine.listPipelineExecutions(.init(pipelineName: "one", nextToken: token))
                }
            }
            for token in [executions, actions] {
                await refuses { _ = try await engine.listPipelines(.init(nextToken: token)) }
                await refuses { _ = try await engine.listWebhooks(.init(nextToken: token)) }
                await refuses { _ = try await engine.listActionTypes(.init(nextToken: token)) }
            }
            await refuses {
                _ = try await engine.listRuleExecutions(.init(pipelineName: "one", nextToken: executions))
            }
        }
    }

    @Test("Executions that begin between two pages shift nothing")
    func newItems() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            var ids = [try await engine.create(.shop())]
            try await engine.wait(for: .succeeded, of: ids[0])
            for _ in 0..<3 {
                let id = try #require(try await engine.start())
                try await engine.wait(for: .succeeded, of: id)
                ids.append(id)
            }
            let first = try await engine.listPipelineExecutions(.init(pipelineName: "shop", maxResults: 2))
            try await engine.wait(for: .succeeded, of: try await engine.start())
            let rest = try await engine.listPipelineExecutions(.init(pipelineName: "shop", nextToken: first.nextToken))
            let pages = (first.pipelineExecutionSummaries ?? []) + (rest.pipelineExecutionSummaries ?? [])
            #expect(pages.compactMap(\.pipelineExecutionId) == ids.reversed())
            #expect(rest.nextToken == nil)
        }
    }
}
