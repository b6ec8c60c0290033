import AWS
import PipelineAPI
import TestSupport
import Testing

@testable import Shell

/// Snapshots become lines, each change once.
@Suite(.timeLimit(.minutes(10))) struct ExecutionReporterTests {
    private let nobody = ServiceClient(endpoint: .unixSocket("/nonexistent/engine.sock"))
    private let source = shownRun(
        "Source", "Main", .succeeded, type: .source,
        result: ActionExecutionResult(
            externalExecutionId: commitID("abc1234"), externalExecutionSummary: "Free delivery\n\nabove 50"))

    private func report(_ snapshots: [ExecutionSnapshot], seen: ExecutionSnapshot? = nil) async -> [[String]] {
        var reporter = ExecutionReporter(client: nobody, style: .plain, seen: seen)
        var lines: [[String]] = []
        for snapshot in snapshots { lines.append(await reporter.lines(snapshot)) }
        return lines
    }

    @Test func everyChangeIsToldOnce() async {
        let approval = shownRun("Release", "Approve", .inProgress, type: .manual)
        let approved = shownRun(
            "Release", "Approve", .succeeded, type: .manual,
            result: ActionExecutionResult(externalExecutionSummary: "Looks good"))
        let snapshots = [
            [source, shownRun("Build", "Unit", .inProgress)],
            [source, shownRun("Build", "Unit", .inProgress)],
            [source, shownRun("Build", "Unit", .succeeded), approval],
            [source, shownRun("Build", "Unit", .succeeded), approved, shownRun("Prod", "Copy", .abandoned)],
        ]
        expectSame(
            await report(snapshots.map { .sample(.inProgress, $0) }),
            [
                ["✓ Source/Main  fetched abc1234 \"Free delivery\"", "● Build/Unit  started"],
                [],
                [
                    "✓ Build/Unit  succeeded in 12 s",
                    "? Release/Approve  needs approval: abc1234 \"Free delivery\" · `approve` or `reject`",
                ],
                ["✓ Release/Approve  approved: Looks good", "‖ Prod/Copy  abandoned"],
            ])
    }

    @Test func aStageIsOverWhereTheNextOneHoldsTheExecution() async {
        let both = ["Unit", "Style"].map { shownRun("Build", $0, .succeeded) }
        var held = ExecutionSnapshot.sample(.inProgress, both)
        held.gate = StageHold(stage: "Release", obstacle: .entryDisabled(reason: "Freeze"))
        let lines = await report([held, .sample(.inProgress, both + [shownRun("Release", "Copy", .inProgress)])])
        expectSame(
            lines.map { Array($0.suffix(2)) },
            [
                ["✓ Build  succeeded", "◌ Release  waits: its entry is disabled (Freeze) · `enable Release`"],
                ["● Release/Copy  started"],
            ])
    }

    @Test func aPreflightIsTriedAgainByItsOwnCommand() async {
        let error = ActionExecutionResult(
            errorDetails: ErrorDetails(
                code: "JobFailed",
                message: "Cannot have more than 1 builds in queue for the account (AccountLimitExceededException)"))
        var snapshot = ExecutionSnapshot.sample(.failed, [shownRun("Build", "Unit", .failed, result: error)])
        snapshot.execution.pipelineName = "shop-preflight"
        let lines =
            await report([snapshot]).joined()
            + ExecutionReporter.outcome(
                snapshot, pipeline: "shop-preflight", style: .plain)
        #expect(lines.contains { $0.contains("`preflight` when there is") }, "\(lines)")
        #expect(lines.last == "✗ shop-preflight failed in Build · `preflight`")
    }

    @Test func whatWasTriedAgainSinceGetsNoAdvice() async {
        let full = ActionExecutionResult(
            errorDetails: ErrorDetails(code: "JobFailed", message: "AccountLimitExceededException"))
        let first = shownRun("Build", "Unit", .failed, attempt: 1, result: full)
        let alone = await report([.sample(.failed, [first])]).joined()
        #expect(alone.contains { $0.contains("`retry` when there is") }, "\(alone)")
        let retried = await report([.sample(.inProgress, [first, shownRun("Build", "Unit", .succeeded, attempt: 2)])])
        expectSame(
            Array(retried.joined()),
            ["✗ Build/Unit  failed: AccountLimitExceededException", "✓ Build/Unit  succeeded in 12 s"])
    }

    @Test(arguments: [(RetryTrigger.automatedStageRetry, true), (.manualStageRetry, false)])
    func aRetryThatThePipelineMakesItselfIsCalledThat(trigger: RetryTrigger, isSaid: Bool) async throws {
        let endpoint = ScriptedEndpoint()
        endpoint.change { state in
            state.stages = [
                StageState(
                    stageName: "Build",
                    latestExecution: StageExecution(pipelineExecutionId: executionID("e1"), status: .inProgress),
                    retryStageMetadata: RetryStageMetadata(latestRetryTrigger: trigger))
            ]
        }
        let first = [shownRun("Build", "Unit", .succeeded), shownRun("Build", "Style", .failed)]
        try await withScratchDirectory { folder in
            try await endpoint.serve(in: folder) { socket in
                let client = ServiceClient(endpoint: .unixSocket(socket))
                var reporter = ExecutionReporter(client: client, style: .plain)
                _ = await reporter.lines(.sample(.inProgress, first))
                let again = ["Unit", "Style"].map { shownRun("Build", $0, .inProgress, attempt: 2) }
                expectSame(
                    await reporter.lines(.sample(.inProgress, first + again)),
                    (isSaid ? ["● Build  retried automatically, as its onFailure says"] : [])
                        + ["● Build/Unit  started", "● Build/Style  started"])
            }
        }
    }

    @Test func aStageOfSeveralActionsIsToldWhenItIsOver() async {
        let build = [shownRun("Build", "Unit", .succeeded), shownRun("Build", "Style", .succeeded)]
        let ship = shownRun("Ship", "Copy", .succeeded)
        let lines = await report([
            .sample(.inProgress, build), .sample(.inProgress, build + [shownRun("Ship", "Copy", .inProgress)]),
            .sample(.succeeded, build + [ship]),
        ])
        expectSame(
            lines,
            [
                ["✓ Build/Unit  succeeded in 12 s", "✓ Build/Style  succeeded in 12 s"],
                ["✓ Build  succeeded", "● Ship/Copy  started"],
                ["✓ Ship/Copy  succeeded in 12 s"],
            ])
    }

    @Test func aRetryTellsOnlyWhatIsNew() async {
        let failed = ExecutionSnapshot.sample(.failed, [source, shownRun("Build", "Unit", .failed)])
        let again = ExecutionSnapshot.sample(
            .inProgress,
            [source, shownRun("Build", "Unit", .failed), shownRun("Build", "Unit", .inProgress, attempt: 2)])
        expectSame(await report([again], seen: failed), [["● Build/Unit  started"]])
    }

    @Test func aFullQueueIsNoFaultOfTheChange() async {
        let message =
            "Error calling startBuild: Cannot have more than 1 builds in queue for the account "
            + "(Service: AWSCodeBuild; Status Code: 400; Error Code: AccountLimitExceededException; Request ID: 1)"
        let result = ActionExecutionResult(errorDetails: ErrorDetails(code: "JobFailed", message: message))
        expectSame(
            await report([.sample(.failed, [shownRun("Build", "Unit", .failed, result: result)])]),
            [
                [
                    "✗ Build/Unit  failed: Error calling startBuild: Cannot have more than 1 builds in queue "
                        + "for the account",
                    "  Nothing is wrong with your change: there was no room in the build queue. `retry` when there is.",
                ]
            ])
    }

    @Test func aRejectionHasItsReasonAndNoLog() async {
        let result = ActionExecutionResult(errorDetails: ErrorDetails(message: "Rejected by Ada: not \u{1B}[2Jtoday"))
        expectSame(
            await report([.sample(.failed, [shownRun("Release", "Approve", .failed, type: .manual, result: result)])]),
            [["✗ Release/Approve  failed: Rejected by Ada: not today"]])
    }

    @Test func aFailedCommandHasItsPlaceFromTheLog() async throws {
        let endpoint = ScriptedEndpoint()
        endpoint.change { $0.log = SampleLog.failed }
        try await withScratchDirectory { directory in
            try await endpoint.serve(in: directory) { socket in
                let client = ServiceClient(endpoint: .unixSocket(socket))
                var reporter = ExecutionReporter(client: client, style: colored)
                let failed = shownRun("Build", "Unit", .failed, result: commandFailure("npm test"))
                expectSame(
                    await reporter.lines(.sample(.failed, [failed])),
                    [
                        "\u{1B}[31m✗\u{1B}[0m Build/Unit  failed: COMMAND_EXECUTION_ERROR: npm test. "
                            + "Reason: exit status 1 (BUILD, command 2 of 3)",
                        "  `logs Build/Unit` shows its log, `retry` runs it again.",
                    ])
            }
        }
    }

    @Test(arguments: [
        (PipelineExecutionStatus.succeeded, nil, ["✓ shop succeeded in 14 s"]),
        (.failed, nil, ["✗ shop failed in Build · `retry`"]),
        (.stopped, nil, ["‖ shop stopped in 14 s"]),
        (.cancelled, nil, ["‖ shop execution e1aaaaaa cancelled by an update"]),
        (.superseded, nil, ["⤼ shop execution e1aaaaaa superseded"]),
        (.superseded, "Superseded by e2aaaaaa", ["⤼ shop execution e1aaaaaa superseded by e2aaaaaa"]),
        (.inProgress, nil, []), (.stopping, nil, []),
    ])
    func theEndIsOneLine(status: PipelineExecutionStatus, summary: String?, lines: [String]) {
        let runs = [
            shownRun("Source", "Main", .succeeded, ago: 60, took: 1),
            shownRun("Build", "Style", .failed, attempt: 1, ago: 58, took: 2),
            shownRun("Build", "Style", .succeeded, attempt: 2, ago: 56, took: 1),
            shownRun("Build", "Unit", .failed, ago: 50, took: 4),
        ]
        expectSame(
            ExecutionReporter.outcome(.sample(status, runs, summary: summary), pipeline: "shop", style: .plain), lines)
    }
}
