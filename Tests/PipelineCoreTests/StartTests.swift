import PipelineAPI
import PipelineCore
import Testing

/// Section "Variables": what cannot start.
@Suite struct StartTests {
    private func scenario(_ mode: ExecutionMode) -> Scenario {
        var declaration = PipelineDeclaration.sourceBuildProd(mode)
        declaration.variables = [PipelineVariableDeclaration(name: "Color")]
        return Scenario(declaration)
    }

    @Test(arguments: ExecutionMode.allCases) func `A start that nobody asked for fails where a variable has no value`(
        mode: ExecutionMode
    ) throws {
        for type: TriggerType in [.webhookV2, .webhook, .pollForSourceChanges, .cloudWatchEvent] {
            var scenario = scenario(mode)
            try scenario.apply(
                .executionStarted(trigger: ExecutionTrigger(triggerType: type), variables: [:], revisions: []))
            let execution = try #require(scenario.newest)
            #expect(execution.status == .failed && execution.trigger.triggerType == type)
            #expect(execution.summaryView.statusSummary == "The pipeline needs values for these variables: Color")
            #expect(scenario.startCount == 0)
            let next = try scenario.start(["Color": "red"])
            #expect(scenario.status(next) == .inProgress && scenario.newest?.number == 2)
        }
    }

    @Test func `A start that somebody asked for is refused`() throws {
        for type: TriggerType in [.startPipelineExecution, .putActionRevision] {
            var scenario = scenario(.superseded)
            #expect(throws: Rejection.variableMissing(["Color"])) {
                try scenario.apply(
                    .executionStarted(trigger: ExecutionTrigger(triggerType: type), variables: [:], revisions: []))
            }
        }
    }

    @Test func `Beyond fifty an event's start fails`() throws {
        var scenario = Scenario(.sourceBuildProd(.queued))
        for _ in 0..<50 { _ = try scenario.start() }
        try scenario.apply(
            .executionStarted(trigger: ExecutionTrigger(triggerType: .webhook), variables: [:], revisions: []))
        #expect(scenario.newest?.status == .failed)
        #expect(scenario.slot("Source")?.inbound.count == 49)
    }
}
