import PipelineAPI
import PipelineCore
import Testing

@Suite struct StageTests {
    /// One stage: two actions side by side, then one after them.
    let wave = StageDeclaration(
        name: "Wave", actions: [ActionDeclaration("C", order: 5), ActionDeclaration("A"), ActionDeclaration("B")])

    @Test func `The lowest run order starts at once, the next when all of it succeeded`() throws {
        var scenario = Scenario(.of([wave]))
        let id = try scenario.start()
        #expect(scenario.startCount == 2)
        try scenario.succeed("Wave", "A")
        #expect(scenario.run("Wave", "C") == nil)
        try scenario.succeed("Wave", "B")
        try scenario.succeed("Wave", "C")
        #expect(scenario.status(id) == .succeeded)
    }

    @Test func `Siblings of a failed action go on, and it can be retried next to them`() throws {
        var scenario = Scenario(.of([wave]))
        let id = try scenario.start()
        try scenario.fail("Wave", "A")
        #expect(scenario.slot("Wave")?.latest?.status == .inProgress)
        #expect(throws: Rejection.self) { try scenario.retry("Wave", id, .allActions) }
        try scenario.retry("Wave", id)
        #expect(scenario.run("Wave", "A")?.attempt == 2)
        #expect(scenario.run("Wave", "B")?.attempt == 1)
        #expect(scenario.state.executions[id]?.attempt == 2)
        #expect(throws: Rejection.self) { try scenario.retry("Wave", id) }
        try scenario.fail("Wave", "B")
        try scenario.fail("Wave", "A")
        #expect(scenario.status(id) == .failed)
        try scenario.retry("Wave", id, .allActions)
        #expect(scenario.run("Wave", "A")?.attempt == 3)
        #expect(scenario.state.stageStates().first?.retryStageMetadata?.manualStageRetryAttempt == 2)
    }

    @Test func `What never failed, is gone, or is older than the declaration cannot be retried`() throws {
        var scenario = Scenario(.sourceBuildProd())
        let id = try scenario.start()
        #expect(throws: Rejection.stageNotFound("No")) { try scenario.retry("No", id) }
        #expect(throws: Rejection.notLatestExecution("x", stage: "Source")) { try scenario.retry("Source", "x") }
        try scenario.fail("Source")
        try scenario.apply(.declarationUpdated(.sourceBuildProd()))
        #expect(throws: Rejection.self) { try scenario.retry("Source", id) }
    }

    @Test func `A plain stop waits, a second one is a duplicate, abandoning goes further`() throws {
        var scenario = Scenario(.sourceBuildProd())
        let id = try scenario.start()
        try scenario.apply(.stopRequested(id, abandon: false, reason: "why"))
        #expect(scenario.status(id) == .stopping)
        #expect(throws: Rejection.duplicateStopRequest(id)) {
            try scenario.apply(.stopRequested(id, abandon: false, reason: nil))
        }
        try scenario.apply(.stopRequested(id, abandon: true, reason: nil))
        #expect(scenario.status(id) == .stopped)
        #expect(scenario.run("Source")?.status == .abandoned)
        #expect(throws: Rejection.duplicateStopRequest(id)) {
            try scenario.apply(.stopRequested(id, abandon: true, reason: nil))
        }
        #expect(throws: Rejection.executionNotStoppable(id, .stopped)) {
            try scenario.apply(.stopRequested(id, abandon: false, reason: nil))
        }
        try scenario.retry("Source", id)
        #expect(scenario.status(id) == .inProgress)
    }

    @Test(arguments: [true, false]) func `A stopping execution is Stopped however its action ends`(good: Bool) throws {
        var scenario = Scenario(.sourceBuildProd())
        let id = try scenario.start()
        try scenario.apply(.stopRequested(id, abandon: false, reason: nil))
        if good { try scenario.succeed("Source") } else { try scenario.fail("Source") }
        #expect(scenario.status(id) == .stopped)
    }

    @Test func `An update cancels what waits at once and what runs when its action has ended`() throws {
        var scenario = Scenario(.sourceBuildProd())
        let first = try scenario.start()
        let second = try scenario.start()
        try scenario.apply(.declarationUpdated(.of([.init("Other", .source)])))
        #expect(scenario.status(second) == .cancelled)
        #expect(scenario.status(first) == .inProgress)
        try scenario.succeed("Source")
        #expect(scenario.status(first) == .cancelled)
        #expect(scenario.state.version == 2)
    }

    @Test(arguments: [ApprovalStatus.approved, .rejected])
    func `An approval is decided once, with its token`(status: ApprovalStatus) throws {
        var scenario = Scenario(.of([.init("Gate", .approval), .init("Prod")]))
        let id = try scenario.start()
        let token = try #require(scenario.run("Gate")?.token)
        #expect(scenario.startCount == 1)
        #expect(throws: Rejection.approvalTokenInvalid) { try scenario.decide(status, "Gate", token: "x") }
        try scenario.decide(status, "Gate", token: token)
        #expect(scenario.status(id) == (status == .approved ? .inProgress : .failed))
        #expect(scenario.run("Gate")?.result.summary == "seen")
        #expect(throws: Rejection.approvalAlreadyCompleted("Do")) { try scenario.decide(status, "Gate", token: token) }
    }

    @Test func `An approval in a stage that an update removed can still be decided`() throws {
        var scenario = Scenario(.of([.init("Gate", .approval)]))
        let id = try scenario.start()
        let token = try #require(scenario.run("Gate")?.token)
        try scenario.apply(.declarationUpdated(.sourceBuildProd()))
        try scenario.decide(.approved, "Gate", token: token)
        #expect(scenario.status(id) == .cancelled)
    }

    @Test func `An unresolved variable or a missing input fails the action without starting it`() throws {
        var unresolved = StageDeclaration("Build")
        unresolved.actions[0].configuration = ["a": "#{No.One}", "b": "#{No.Two}"]
        var missing = StageDeclaration("Build")
        missing.actions[0].inputArtifacts = [InputArtifact(name: "Nothing")]
        for (stage, text) in [(unresolved, "#{No.One}"), (missing, "Nothing")] {
            var scenario = Scenario(.of([stage]))
            let id = try scenario.start()
            #expect(scenario.startCount == 0)
            #expect(scenario.status(id) == .failed)
            #expect(scenario.run("Build")?.errorDetails?.code == "ConfigurationError")
            #expect(scenario.run("Build")?.errorDetails?.message?.contains(text) == true)
        }
    }

    @Test func `References stand for pipeline variables, the execution id and outputs of earlier actions`() throws {
        var source = StageDeclaration("Source", .source)
        source.actions[0].namespace = "Src"
        var build = StageDeclaration("Build")
        build.actions[0].configuration = ["c": "#{Src.Id}-#{variables.env}-#{codepipeline.PipelineExecutionId}"]
        var declaration = PipelineDeclaration.of([source, build])
        declaration.variables = [PipelineVariableDeclaration(name: "env")]
        var scenario = Scenario(declaration)
        #expect(throws: Rejection.variableMissing(["env"])) { _ = try scenario.start() }
        #expect(throws: Rejection.variableUnknown("x")) { _ = try scenario.start(["x": "1"]) }
        let id = try scenario.start(["env": "dev"])
        try scenario.succeed("Source", nil, ActionResult(outputVariables: ["Id": "abc"]))
        #expect(scenario.run("Build")?.resolvedConfiguration == ["c": "abc-dev-\(id)"])
    }
}
