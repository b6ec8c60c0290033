import PipelineAPI
import PipelineCore
import Testing

/// Sections "Automatic retry" and "Rollback".
@Suite struct RollbackTests {
    /// One execution that has gone through, and one that is in Prod.
    private func two(_ failure: FailureConditions?) throws -> (Scenario, ExecutionID, ExecutionID) {
        var declaration = PipelineDeclaration.sourceBuildProd()
        declaration.stages[2].onFailure = failure
        var scenario = Scenario(declaration)
        let first = try scenario.start()
        var revision = ActionResult()
        revision.revision = SourceRevision(actionName: "Do", revisionId: "old")
        try scenario.succeed("Source", nil, revision)
        try scenario.succeed("Build")
        try scenario.succeed("Prod")
        let second = try scenario.start()
        revision.revision?.revisionId = "new"
        try scenario.succeed("Source", nil, revision)
        try scenario.succeed("Build")
        return (scenario, first, second)
    }

    @Test func `A failed stage is run again once, and all of it unless said otherwise`() throws {
        var (scenario, _, second) = try two(FailureConditions(result: "RETRY"))
        try scenario.fail("Prod")
        #expect(scenario.status(second) == .inProgress)
        #expect(scenario.run("Prod")?.attempt == 2)
        #expect(scenario.slot("Prod")?.latest?.retries?.autoStageRetryAttempt == 1)
        #expect(scenario.slot("Prod")?.latest?.retries?.latestRetryTrigger == .automatedStageRetry)
        try scenario.fail("Prod")
        #expect(scenario.status(second) == .failed)
        try scenario.retry("Prod", second)
        #expect(scenario.slot("Prod")?.latest?.retries?.manualStageRetryAttempt == 1)
        try scenario.fail("Prod")
        #expect(scenario.status(second) == .failed)
    }

    @Test func `The stage of the sources never goes back by itself`() throws {
        var declaration = PipelineDeclaration.sourceBuildProd()
        declaration.stages[0].onFailure = FailureConditions(result: "ROLLBACK")
        var scenario = Scenario(declaration)
        _ = try scenario.start()
        for stage: StageName in ["Source", "Build", "Prod"] { try scenario.succeed(stage) }
        let second = try scenario.start()
        try scenario.fail("Source")
        #expect(scenario.status(second) == .failed)
        #expect(scenario.slot("Source")?.occupant == nil)
        #expect(scenario.slot("Source")?.latest?.execution == second)
    }

    @Test func `What a person rejected is not retried`() throws {
        var stage = StageDeclaration("Release", .approval)
        stage.onFailure = FailureConditions(result: "RETRY")
        var scenario = Scenario(.of([.init("Source", .source), stage]))
        let id = try scenario.start()
        try scenario.succeed("Source")
        try scenario.decide(.rejected, "Release", token: #require(scenario.run("Release")?.token))
        #expect(scenario.status(id) == .failed)
    }

    @Test func `Where fifty are in progress a rollback is refused, with an exception that it may have`() throws {
        var scenario = Scenario(.sourceBuildProd(.queued))
        let first = try scenario.start()
        for stage: StageName in ["Source", "Build", "Prod"] { try scenario.succeed(stage) }
        for _ in 0..<50 { _ = try scenario.start() }
        let target = try #require(scenario.target(first))
        let refusal = #expect(throws: Rejection.self) {
            try scenario.apply(
                .stageRolledBack(
                    stage: "Build", target: target, hasSucceeded: true,
                    trigger: ExecutionTrigger(triggerType: .manualRollback)))
        }
        #expect(refusal?.apiError(pipeline: "shop", account: "1").code == "UnableToRollbackStageException")
    }

    @Test func `A rollback carries what its target carried into the one stage, and ends there`() throws {
        var (scenario, first, second) = try two(nil)
        try scenario.succeed("Prod")
        #expect(scenario.status(second) == .succeeded)
        let target = try #require(scenario.target(first))
        try scenario.apply(
            .stageRolledBack(
                stage: "Build", target: target, hasSucceeded: true,
                trigger: ExecutionTrigger(triggerType: .manualRollback)))
        let rollback = try #require(scenario.newest)
        #expect(rollback.type == .rollback && rollback.rollbackTarget == first)
        #expect(rollback.sourceRevisions.map(\.revisionId) == ["old"])
        #expect(scenario.slot("Build")?.occupant == rollback.id)
        #expect(scenario.state.stageStates()[1].latestExecution?.type == .rollback)
        try scenario.succeed("Build")
        #expect(scenario.status(rollback.id) == .succeeded)
        #expect(scenario.slot("Prod")?.latest?.execution == second)
    }

    @Test func `A failure goes back by itself to the last success, and a failed rollback goes nowhere`() throws {
        var (scenario, first, second) = try two(FailureConditions(result: "ROLLBACK"))
        try scenario.fail("Prod")
        #expect(scenario.status(second) == .failed)
        let rollback = try #require(scenario.newest)
        #expect(rollback.rollbackTarget == first)
        #expect(rollback.trigger == ExecutionTrigger(triggerType: .automatedRollback, triggerDetail: second.rawValue))
        #expect(scenario.slot("Prod")?.occupant == rollback.id)
        try scenario.fail("Prod")
        #expect(scenario.status(rollback.id) == .failed && scenario.newest?.id == rollback.id)
    }

    @Test(arguments: [true, false])
    func `A rollback goes before the execution that waits, and takes nothing from it`(isDisabled: Bool) throws {
        var (scenario, first, second) = try two(FailureConditions(result: "ROLLBACK"))
        let third = try scenario.start()
        for stage: StageName in ["Source", "Build"] { try scenario.succeed(stage) }
        if isDisabled {
            try scenario.apply(.transitionDisabled(stage: "Prod", type: .inbound, reason: "Freeze", by: "ada"))
        }
        try scenario.fail("Prod")
        let rollback = try #require(scenario.newest)
        #expect(scenario.status(second) == .failed && rollback.rollbackTarget == first)
        #expect(scenario.slot("Prod")?.occupant == rollback.id)
        try scenario.succeed("Prod")
        #expect(scenario.status(rollback.id) == .succeeded && scenario.status(third) == .inProgress)
        #expect(scenario.slot("Prod")?.occupant == (isDisabled ? nil : third))
        #expect(scenario.slot("Prod")?.inbound == (isDisabled ? [third] : []))
    }

    @Test(arguments: [StageGate.beforeEntry, .onSuccess])
    func `A condition that does not hold goes back too, but is not retried`(
        gate: StageGate
    ) throws {
        for result in ["ROLLBACK", "RETRY"] {
            var declaration = PipelineDeclaration.sourceBuildProd()
            declaration.variables = [PipelineVariableDeclaration(name: "Color", defaultValue: "green")]
            let check = RuleDeclaration(
                name: "Check", ruleTypeId: RuleTypeID(category: "Rule", provider: "VariableCheck"),
                configuration: ["Variable": "#{variables.Color}", "Value": "green", "Operator": "EQ"])
            let condition = Condition(result: "FAIL", rules: [check])
            if gate == .beforeEntry {
                declaration.stages[2].beforeEntry = BeforeEntryConditions(conditions: [condition])
            } else {
                declaration.stages[2].onSuccess = SuccessConditions(conditions: [condition])
            }
            declaration.stages[2].onFailure = FailureConditions(result: result)
            var scenario = Scenario(declaration)
            let first = try scenario.start()
            for stage: StageName in ["Source", "Build", "Prod"] { try scenario.succeed(stage) }
            let second = try scenario.start(["Color": "red"])
            for stage: StageName in ["Source", "Build"] { try scenario.succeed(stage) }
            if gate == .onSuccess { try scenario.succeed("Prod") }
            #expect(scenario.status(second) == .failed)
            #expect(scenario.newest?.rollbackTarget == (result == "ROLLBACK" ? first : nil))
        }
    }

    @Test func `Without a success under this declaration nothing is rolled back`() throws {
        var (scenario, _, second) = try two(FailureConditions(result: "ROLLBACK"))
        try scenario.apply(.stopRequested(second, abandon: true, reason: nil))
        try scenario.apply(.declarationUpdated(scenario.state.declaration))
        let third = try scenario.start()
        try scenario.succeed("Source")
        try scenario.succeed("Build")
        try scenario.fail("Prod")
        #expect(scenario.newest?.id == third)
    }

    @Test func `What cannot be a target is refused`() throws {
        var (scenario, first, second) = try two(nil)
        let target = try #require(scenario.target(first))
        let trigger = ExecutionTrigger()
        func refused(_ stage: StageName, _ target: Execution, _ hasSucceeded: Bool = true) -> Rejection? {
            do throws(Rejection) {
                var copy = scenario
                try copy.apply(
                    .stageRolledBack(stage: stage, target: target, hasSucceeded: hasSucceeded, trigger: trigger))
                return nil
            } catch { return error }
        }
        guard case .rollbackImpossible = refused("Source", target) else { Issue.record("the source stage"); return }
        guard case .rollbackImpossible = refused("Prod", target) else { Issue.record("an occupied stage"); return }
        guard case .rollbackImpossible = refused("Build", target, false) else { Issue.record("no success"); return }
        #expect(refused("Nowhere", target) == .stageNotFound("Nowhere"))
        #expect(refused("Build", target) == nil)
        try scenario.apply(.stopRequested(second, abandon: true, reason: nil))
        try scenario.apply(.declarationUpdated(scenario.state.declaration))
        #expect(refused("Build", target) == .executionOutdated(first))
    }
}

extension Scenario {
    /// An execution as the history keeps it, though the state has forgotten it.
    fileprivate func target(_ id: ExecutionID) -> Execution? {
        var state = first
        var found: Execution?
        for event in events {
            _ = try? state.apply(event)
            found = state.executions[id] ?? found
        }
        return found
    }
}
