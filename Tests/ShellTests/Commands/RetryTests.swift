import Foundation
import PipelineAPI
import Testing

@testable import Shell

/// `retry` and `stop`, on a scripted endpoint.
@Suite(.timeLimit(.minutes(10))) struct RetryTests {
    /// Runs a line in a project whose pipeline has the stages; without replies nobody is there to ask.
    private func run(
        _ line: String, _ replies: [Reply]? = nil, stages: [StageState] = [],
        executions: [PipelineExecutionSummary] = [.sample("e1", .failed, commit: "aaaa111")],
        runs: [ActionExecutionDetail] = [], refusal: APIError? = nil
    ) async throws -> (code: Int32, screen: String, calls: [String]) {
        let (endpoint, terminal) = (ScriptedEndpoint(), Terminal(replies))
        endpoint.change { state in
            state.stages = stages
            state.executions = executions
            (state.runs, state.retryRefusal) = (runs, refusal)
        }
        let code = try await Scene.with { scene in
            try await scene.repository().write(Scene.pipelineFile, to: "pipeline.yml")
            return try await endpoint.run(line, at: terminal, scene)
        }
        return (code, terminal.screen, endpoint.calls)
    }

    private func stage(_ name: StageName, _ status: StageExecutionStatus, of execution: String = "e1") -> StageState {
        StageState(
            stageName: name,
            latestExecution: StageExecution(pipelineExecutionId: executionID(execution), status: status))
    }

    @Test func whatAnOlderExecutionHasLeftFailedIsNotMeant() async throws {
        let (code, _, calls) = try await run(
            "retry --no-follow", stages: [stage("Build", .failed, of: "e2"), stage("Prod", .failed)],
            executions: [.sample("e2", .failed, commit: "bbbb222"), .sample("e1", .failed, commit: "aaaa111")])
        expectSame(calls, ["retry Build FAILED_ACTIONS"])
        #expect(code == 0)
    }

    @Test(arguments: [("retry --no-follow", "FAILED_ACTIONS"), ("retry --all --no-follow", "ALL_ACTIONS")])
    func withOneFailedStageABareRetryMeansIt(line: String, mode: String) async throws {
        let (code, screen, calls) = try await run(
            line, stages: [stage("Build", .succeeded), stage("Test", .failed), stage("Prod", .succeeded)])
        expectSame(screen, "retrying Test of execution e1aaaaaa: aaaa111 \"Free delivery\"\n")
        expectSame(calls, ["retry Test \(mode)"])
        #expect(code == 0)
    }

    @Test func aStageThatStillRunsMayHoldAFailedAction() async throws {
        var build = stage("Build", .inProgress)
        build.actionStates = [
            ActionState(actionName: "Unit", latestExecution: ActionExecution(status: .failed)),
            ActionState(actionName: "Style", latestExecution: ActionExecution(status: .inProgress)),
        ]
        expectSame(try await run("retry --no-follow", stages: [build]).calls, ["retry Build FAILED_ACTIONS"])
    }

    /// So it is after a condition that did not hold, and after a stop.
    @Test(arguments: [[ActionExecutionStatus.succeeded], [], [.succeeded, .failed]])
    func withNoFailedActionItRetriesTheWholeStage(_ statuses: [ActionExecutionStatus]) async throws {
        let runs = statuses.enumerated().map { index, status in
            ActionExecutionDetail(
                pipelineExecutionId: executionID("e1"), stageName: "Build", actionName: ActionName("A\(index)"),
                status: status)
        }
        let (code, screen, calls) = try await run(
            "retry --no-follow", ["y"], stages: [stage("Build", .failed)], runs: runs,
            refusal: APIError(code: "StageNotRetryableException", message: "Refused."))
        let isPossible = !statuses.contains(.failed)
        let whole = ["retry Build FAILED_ACTIONS", "retry Build ALL_ACTIONS"]
        expectSame(calls, isPossible ? whole : [whole[0]])
        #expect(screen.contains("No action of Build has failed; only the whole stage can be retried.") == isPossible)
        #expect(screen.contains("Retry all actions of Build? [y/n] y") == (statuses == [.succeeded]))
        #expect(code == (isPossible ? 0 : 1))
    }

    @Test func aStageThatSucceededIsRetriedInNoWay() async throws {
        let (code, screen, calls) = try await run(
            "retry Build --no-follow", ["y"], stages: [stage("Build", .succeeded)],
            refusal: APIError(code: "StageNotRetryableException", message: "Refused."))
        expectSame(calls, ["retry Build FAILED_ACTIONS"])
        #expect(screen.contains("Refused.") && code == 1)
    }

    @Test func withSeveralFailedStagesItAsksWhich() async throws {
        let (code, screen, calls) = try await run(
            "retry --no-follow", ["nonsense", "te"], stages: [stage("Build", .failed), stage("Test", .stopped)])
        expectSame(
            screen,
            """
            Which stage? (Build, Test) nonsense
            Which stage? (Build, Test) te
            retrying Test of execution e1aaaaaa: aaaa111 "Free delivery"

            """)
        expectSame(calls, ["retry Test FAILED_ACTIONS"])
        #expect(code == 0)
    }

    @Test func withSeveralFailedStagesAndNobodyThereItIsThree() async throws {
        let (code, screen, calls) = try await run(
            "retry", stages: [stage("Build", .failed), stage("Test", .failed)])
        expectSame(
            screen,
            "Several stages have failed (Build, Test).\n"
                + "  There is no terminal to ask at: the stage's name answers beforehand.\n")
        expectSame(calls, [])
        #expect(code == 3)
    }

    @Test func withNothingFailedItSaysSo() async throws {
        let (code, screen, calls) = try await run("retry", stages: [stage("Build", .succeeded)])
        expectSame(screen, "No stage has failed; there is nothing to retry.\n")
        expectSame(calls, [])
        #expect(code == 1)
    }

    @Test func aRetryThatFailsAgainFailsTheCommand() async throws {
        let (code, screen, _) = try await run("retry build", stages: [stage("Build", .failed)])
        expectSame(
            screen,
            "retrying Build of execution e1aaaaaa: aaaa111 \"Free delivery\"\n✗ shop-pipeline failed · `retry`\n")
        #expect(code == 1)
    }

    // MARK: stop

    private let running: [PipelineExecutionSummary] = [
        .sample("e3", .succeeded, commit: "cccc333"), .sample("e2", .inProgress, commit: "bbbb222"),
        .sample("e1", .inProgress, commit: "aaaa111"),
    ]

    @Test func stopMeansTheNewestThatRunsAndNamesItsCommit() async throws {
        let (code, screen, calls) = try await run("stop -r \"Wrong price\"", ["y"], executions: running)
        expectSame(
            screen,
            """
            Stop execution e2aaaaaa, bbbb222 "Free delivery"? [y/n] y
            stopping execution e2aaaaaa after its running actions

            """)
        expectSame(calls, ["stop e2aaaaaa Wrong price"])
        #expect(code == 0)
    }

    @Test func abandoningSaysSoInTheQuestion() async throws {
        let (_, screen, calls) = try await run("stop --abandon e1", ["y"], executions: running)
        expectSame(
            screen,
            """
            Stop at once, abandoning what runs: execution e1aaaaaa, aaaa111 "Free delivery"? [y/n] y
            stopped execution e1aaaaaa

            """)
        expectSame(calls, ["abandon e1aaaaaa -"])
    }

    @Test(arguments: [
        ("stop --yes", "Nothing runs; there is nothing to stop.\n", 1 as Int32),
        ("stop --yes e9", "there is no execution 'e9'\n  `history` lists them.\n", 2),
        ("stop --yes e", "several executions begin with 'e'\n", 2),
    ])
    func whatCannotBeStoppedIsSaid(line: String, text: String, expected: Int32) async throws {
        let ended: [PipelineExecutionSummary] = [
            .sample("e2", .succeeded, commit: "bbbb222"), .sample("e1", .failed, commit: "aaaa111"),
        ]
        let (code, screen, calls) = try await run(line, executions: ended)
        expectSame(screen, text)
        expectSame(calls, [])
        #expect(code == expected)
    }
}
