import Foundation
import PipelineAPI
import Testing

@testable import Shell

/// Where a pipeline stands, on the screen.
@Suite struct StageViewsTests {
    private let state = GetPipelineState.Output(
        pipelineName: "shop",
        stageStates: [
            StageState(
                stageName: "Source", actionStates: [ActionState(actionName: "Main")],
                latestExecution: StageExecution(pipelineExecutionId: executionID("e1"), status: .succeeded)),
            StageState(
                stageName: "Build",
                actionStates: [
                    ActionState(actionName: "Unit"), ActionState(actionName: "Style"), ActionState(actionName: "Pack"),
                ], latestExecution: StageExecution(pipelineExecutionId: executionID("e1"), status: .failed),
                retryStageMetadata: RetryStageMetadata(manualStageRetryAttempt: 2)),
            StageState(
                stageName: "Release",
                inboundExecutions: [StageExecution(pipelineExecutionId: executionID("e2"), status: .inProgress)],
                inboundTransitionState: TransitionState(enabled: false, disabledReason: "Code \u{1B}[31mfreeze"),
                actionStates: [ActionState(actionName: "Approve", latestExecution: ActionExecution(token: "t"))],
                latestExecution: StageExecution(pipelineExecutionId: executionID("e1"), status: .inProgress)),
            StageState(stageName: "Environments", actionStates: [ActionState(actionName: "Deploy")]),
        ])

    private let runs = [
        executionID("e1"): [
            shownRun(
                "Source", "Main", .succeeded, type: .source, took: 0.4,
                result: ActionExecutionResult(externalExecutionSummary: "Free delivery\nabove 50")),
            shownRun("Build", "Unit", .failed, attempt: 1),
            shownRun("Build", "Style", .succeeded, took: 3.25),
            shownRun("Build", "Unit", .failed, attempt: 2, took: 200, result: commandFailure("npm test")),
            shownRun("Release", "Approve", .inProgress, type: .manual, ago: 75, took: 0),
        ]
    ]

    @Test func everyStageAndTheRunsOfItsExecutionAreShown() {
        expectSame(
            StageViews(style: .plain, now: noon).lines(state, runs: runs).joined(separator: "\n"),
            """
               STAGE         STATUS              EXECUTION
            ✓  Source        Succeeded           e1aaaaaa
                 ✓ Main      Succeeded           0.4 s           Free delivery
            ✗  Build         Failed              e1aaaaaa        retried 2×
                 ✗ Unit      Failed              3 min 20 s      COMMAND_EXECUTION_ERROR: npm test. Reason: exit status 1
                 ✓ Style     Succeeded           3.2 s
                 ◌ Pack      did not run
            ?  Release       InProgress          e1aaaaaa        entry disabled: Code freeze · waiting: e2aaaaaa
                 ? Approve   waits for approval  for 1 min 15 s
            ◌  Environments  not run yet
            """)
    }

    @Test func coloursStandBesideTheWordsAndChangeNoColumn() {
        let painted = StageViews(style: colored, now: noon).lines(state, runs: runs)
        expectSame(
            painted.map(Styled.plain), StageViews(style: .plain, now: noon).lines(state, runs: runs))
        expectSame(
            painted[3],
            "\u{1B}[31m✗\u{1B}[0m  \u{1B}[1mBuild\u{1B}[0m         Failed              e1aaaaaa        retried 2×")
    }

    @Test(arguments: [
        (StageExecutionStatus?.some(.inProgress), Sign.running), (.stopping, .running), (.succeeded, .succeeded),
        (.failed, .failed), (.stopped, .stopped), (.cancelled, .stopped), (.skipped, .waiting), (nil, .waiting),
    ])
    func everyStateOfAStageHasItsSign(status: StageExecutionStatus?, sign: Sign) {
        #expect(StageViews.sign(status) == sign)
    }
}
