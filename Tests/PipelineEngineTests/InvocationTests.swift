import ActionProviders
import PipelineAPI
import PipelineCore
import PipelineEngine
import Testing

@Suite("A pipeline that starts another")
struct InvocationTests {
    private func invoking(_ name: PipelineName, _ other: String) -> PipelineDeclaration {
        var declaration = PipelineDeclaration.of([.init("Source", .source), .init("Next")], name: name)
        declaration.stages[1].actions[0].actionTypeId = ActionTypeID(
            category: .invoke, owner: .aws, provider: "CodePipeline")
        declaration.stages[1].actions[0].configuration = ["PipelineName": other]
        return declaration
    }

    @Test("The other one runs, and the action names its execution")
    func starts() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open([InvokePipeline(), ScriptedProvider.succeeding])
            let first = try await engine.create(.shop("second"))
            try await engine.wait(for: .succeeded, of: first)
            let id = try await engine.create(invoking("first", "second"))
            try await engine.wait(for: .succeeded, of: id)
            let started = try await engine.listActionExecutions(.init(pipelineName: "first"))
                .actionExecutionDetails?.first?.output?.executionResult?.externalExecutionId
            let other = try await engine.listPipelineExecutions(.init(pipelineName: "second"))
                .pipelineExecutionSummaries?.first?.pipelineExecutionId
            #expect(other != first && started == other?.rawValue)
        }
    }

    @Test("Pipelines that would start each other for ever are refused, however long the way round")
    func cycle() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open([InvokePipeline(), ScriptedProvider.succeeding])
            _ = try await engine.createPipeline(.init(pipeline: invoking("a", "b")))
            _ = try await engine.createPipeline(.init(pipeline: invoking("b", "c")))
            try await engine.wait(for: .succeeded, of: engine.create(invoking("c", "a")))
            try await engine.waitForTheEndOfTheRound()
        }
    }

    @Test("That holds for names that are known when the action runs")
    func cycleByVariables() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open([InvokePipeline(), ScriptedProvider.succeeding])
            for (name, other) in [("a", "b"), ("b", "a")] {
                var declaration = invoking(PipelineName(name), "#{variables.Next}")
                declaration.variables = [PipelineVariableDeclaration(name: "Next", defaultValue: other)]
                _ = try await engine.createPipeline(.init(pipeline: declaration))
            }
            try await engine.waitForTheEndOfTheRound()
        }
    }

    @Test(
        "What the other one is given is checked as a request is",
        arguments: [
            (#"[{"name":"Color","value":""}]"#, "at 'variables.1.member.value'"),
            ("[]", "at 'variables'"),
        ])
    func wrongVariables(variables: String, fault: String) async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open([InvokePipeline(), ScriptedProvider.succeeding])
            _ = try await engine.create(.shop("second"))
            var declaration = invoking("first", "second")
            declaration.stages[1].actions[0].configuration?["Variables"] = variables
            try await engine.wait(for: .failed, of: engine.create(declaration))
            #expect(try await engine.lastError(of: "first")?.contains(fault) == true)
        }
    }
}

extension Engine {
    fileprivate func lastError(of name: PipelineName) async throws -> String? {
        try listActionExecutions(.init(pipelineName: name))
            .actionExecutionDetails?.first?.output?.executionResult?.errorDetails?.message
    }

    /// Waits until the way round is cut.
    fileprivate func waitForTheEndOfTheRound() async throws {
        _ = try await change { $0.errorDetails?.message?.contains("for ever") == true }
    }
}
