import PipelineAPI
import PipelineCore
import Testing

/// Section "Conditions and rules".
@Suite struct ConditionTests {
    private static func check(_ value: String, _ operation: String = "EQ") -> RuleDeclaration {
        RuleDeclaration(
            name: "Check", ruleTypeId: RuleTypeID(category: "Rule", provider: "VariableCheck"),
            configuration: ["Variable": "#{variables.Color}", "Value": value, "Operator": operation])
    }

    private static let commands = RuleDeclaration(
        name: "Look", ruleTypeId: RuleTypeID(category: "Rule", provider: "Commands"), commands: ["test -e ok"])

    private func scenario(_ change: (inout StageDeclaration) -> Void) -> Scenario {
        var declaration = PipelineDeclaration.sourceBuildProd()
        declaration.variables = [PipelineVariableDeclaration(name: "Color", defaultValue: "green")]
        change(&declaration.stages[1])
        return Scenario(declaration)
    }

    private func gate(_ gate: StageGate, _ scenario: Scenario) -> GateRun? {
        scenario.slot("Build")?.latest?.gates?[gate]
    }

    @Test(arguments: [
        ("green", "EQ", true), ("red", "EQ", false), ("red", "NE", true), ("ree", "CONTAINS", true),
        ("gr.*n", "MATCHES", true), ("gr", "MATCHES", false),
    ])
    func `A comparison decides who enters`(value: String, operation: String, holds: Bool) throws {
        var scenario = scenario {
            $0.beforeEntry = BeforeEntryConditions(
                conditions: [Condition(result: "FAIL", rules: [Self.check(value, operation)])])
        }
        let id = try scenario.start()
        try scenario.succeed("Source")
        #expect(gate(.beforeEntry, scenario)?.status == (holds ? .succeeded : .failed))
        #expect(scenario.status(id) == (holds ? .inProgress : .failed))
        #expect((scenario.run("Build") != nil) == holds)
    }

    @Test func `A stage that is skipped runs nothing and lets the execution pass`() throws {
        var scenario = scenario {
            $0.beforeEntry = BeforeEntryConditions(conditions: [Condition(result: "SKIP", rules: [Self.check("red")])])
        }
        let id = try scenario.start()
        try scenario.succeed("Source")
        #expect(scenario.slot("Build")?.latest?.status == .skipped && scenario.run("Build") == nil)
        #expect(scenario.slot("Prod")?.occupant == id)
    }

    @Test(arguments: ["FAIL", "SKIP"])
    func `Nothing of a stage starts before the rules of its entry hold`(result: String) throws {
        var scenario = scenario {
            $0.beforeEntry = BeforeEntryConditions(conditions: [Condition(result: result, rules: [Self.commands])])
        }
        let id = try scenario.start()
        try scenario.succeed("Source")
        let rule = try #require(gate(.beforeEntry, scenario)?.rules.first)
        #expect(rule.status == .inProgress && scenario.run("Build") == nil)
        var other = scenario
        try other.apply(.actionSucceeded(rule.id, .init()))
        #expect(other.run("Build")?.status == .inProgress)
        try scenario.apply(.actionFailed(rule.id, ErrorDetails(code: "JobFailed"), .init()))
        #expect(scenario.run("Build") == nil && scenario.status(id) == (result == "FAIL" ? .failed : .inProgress))
        #expect(scenario.slot("Build")?.latest?.status == (result == "FAIL" ? .failed : .skipped))
    }

    @Test func `A retry ends the rules that ask what is to follow from the failure`() throws {
        var scenario = scenario {
            $0.onFailure = FailureConditions(conditions: [Condition(result: "ROLLBACK", rules: [Self.commands])])
        }
        let id = try scenario.start()
        try scenario.succeed("Source")
        try scenario.fail("Build")
        let rule = try #require(gate(.onFailure, scenario)?.rules.first)
        #expect(rule.status == .inProgress && scenario.status(id) == .inProgress)
        try scenario.retry("Build", id)
        #expect(scenario.effects.contains(.cancelAction(rule.id)))
        #expect(scenario.state.changedRuns.first { $0.id == rule.id }?.status == .abandoned)
        #expect(gate(.onFailure, scenario) == nil && scenario.run("Build")?.attempt == 2)
    }

    @Test func `A rule that runs holds the stage until it ends`() throws {
        var scenario = scenario {
            $0.onSuccess = SuccessConditions(conditions: [Condition(result: "FAIL", rules: [Self.commands])])
        }
        let id = try scenario.start()
        try scenario.succeed("Source")
        try scenario.succeed("Build")
        let rule = try #require(gate(.onSuccess, scenario)?.rules.first)
        #expect(rule.status == .inProgress && scenario.startCount == 1)
        #expect(scenario.slot("Build")?.latest?.status == .inProgress)
        let state = scenario.state.stageStates()[1].onSuccessConditionState
        #expect(state?.latestExecution?.status == .inProgress)
        #expect(state?.conditionStates?.first?.ruleStates?.first?.latestExecution?.ruleExecutionId == rule.id)
        var other = scenario
        try other.apply(.actionSucceeded(rule.id, .init()))
        #expect(other.slot("Prod")?.occupant == id)
        try scenario.apply(.actionFailed(rule.id, ErrorDetails(code: "JobFailed"), .init()))
        #expect(scenario.status(id) == .failed && scenario.slot("Build")?.latest?.status == .failed)
    }

    @Test func `An overridden condition lets the stage go on, and its rules are abandoned`() throws {
        var scenario = scenario {
            $0.onSuccess = SuccessConditions(conditions: [Condition(result: "FAIL", rules: [Self.commands])])
        }
        let id = try scenario.start()
        try scenario.succeed("Source")
        #expect(throws: Rejection.self) {
            try scenario.apply(.conditionOverridden(stage: "Build", execution: id, gate: .onSuccess))
        }
        try scenario.succeed("Build")
        let rule = try #require(gate(.onSuccess, scenario)?.rules.first)
        try scenario.apply(.conditionOverridden(stage: "Build", execution: id, gate: .onSuccess))
        #expect(scenario.effects.contains(.cancelAction(rule.id)))
        #expect(gate(.onSuccess, scenario)?.status == .overridden)
        #expect(gate(.onSuccess, scenario)?.rules.first?.status == .abandoned)
        #expect(scenario.slot("Prod")?.occupant == id)
    }

    @Test func `A rule that cannot be judged is an error of the condition, not of the pipeline`() throws {
        var scenario = scenario {
            $0.beforeEntry = BeforeEntryConditions(
                conditions: [Condition(result: "FAIL", rules: [Self.check("x", "LIKE")])])
        }
        let id = try scenario.start()
        try scenario.succeed("Source")
        #expect(gate(.beforeEntry, scenario)?.status == .errored)
        #expect(gate(.beforeEntry, scenario)?.rules.first?.errorDetails?.code == "ConfigurationError")
        #expect(scenario.status(id) == .failed)
    }

    @Test(arguments: [true, false]) func `Stopping ends the rules too`(abandon: Bool) throws {
        var scenario = scenario {
            $0.beforeEntry = BeforeEntryConditions(conditions: [Condition(result: "FAIL", rules: [Self.commands])])
        }
        let id = try scenario.start()
        try scenario.succeed("Source")
        let rule = try #require(gate(.beforeEntry, scenario)?.rules.first)
        try scenario.apply(.stopRequested(id, abandon: abandon, reason: nil))
        #expect(scenario.status(id) == .stopped && scenario.slot("Build")?.occupant == nil)
        #expect(scenario.run("Build") == nil && scenario.effects.contains(.cancelAction(rule.id)))
        #expect(gate(.beforeEntry, scenario)?.status == (abandon ? .abandoned : .cancelled))
        #expect(gate(.beforeEntry, scenario)?.rules.first?.status == .abandoned)
        let again = #expect(throws: Rejection.self) {
            try scenario.apply(.stopRequested(id, abandon: true, reason: nil))
        }
        #expect(again == (abandon ? .duplicateStopRequest(id) : .executionNotStoppable(id, .stopped)))
    }

    @Test func `An update of the pipeline waits for actions, not for rules`() throws {
        var scenario = scenario {
            $0.onSuccess = SuccessConditions(conditions: [Condition(result: "FAIL", rules: [Self.commands])])
        }
        let id = try scenario.start()
        try scenario.succeed("Source")
        try scenario.succeed("Build")
        let rule = try #require(gate(.onSuccess, scenario)?.rules.first)
        try scenario.apply(.declarationUpdated(scenario.state.declaration))
        #expect(scenario.status(id) == .cancelled && scenario.slot("Build")?.occupant == nil)
        #expect(scenario.slot("Build")?.latest?.status == .cancelled)
        #expect(gate(.onSuccess, scenario)?.status == .cancelled)
        #expect(scenario.effects.contains(.cancelAction(rule.id)))
    }

    @Test func `A stop and an update wait for an action that runs`() throws {
        for event in [Event.Kind.declarationUpdated(.sourceBuildProd()), nil] {
            var scenario = scenario { $0.actions.append(ActionDeclaration("Other")) }
            let id = try scenario.start()
            try scenario.succeed("Source")
            try scenario.succeed("Build")
            try scenario.apply(event ?? .stopRequested(id, abandon: false, reason: nil))
            #expect(scenario.slot("Build")?.occupant == id)
            try scenario.succeed("Build", "Other")
            #expect(scenario.status(id) == (event == nil ? .stopped : .cancelled))
        }
    }
}
