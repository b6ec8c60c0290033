import Foundation
import PipelineAPI
import Testing

@testable import Shell

/// `action`, `logs` and `history`, on a scripted endpoint.
@Suite(.timeLimit(.minutes(10))) struct LookingTests {
    private func run(
        _ line: String, on endpoint: ScriptedEndpoint = ScriptedEndpoint(),
        _ change: (inout ScriptedEndpoint.State) -> Void = { _ in }
    ) async throws -> (code: Int32, terminal: Terminal) {
        let terminal = Terminal(nil)
        endpoint.change { state in
            state.stages = [
                StageState(
                    stageName: "Build",
                    actionStates: [ActionState(actionName: "Unit"), ActionState(actionName: "Style")],
                    latestExecution: StageExecution(pipelineExecutionId: executionID("e1"), status: .failed)),
                StageState(stageName: "Prod", actionStates: [ActionState(actionName: "Copy")]),
            ]
            state.executions = [.sample("e1", .failed, commit: "aaaa111")]
            state.runs = [shownRun("Build", "Unit", .failed, result: commandFailure("npm test"))]
            state.log = SampleLog.failed
        }
        endpoint.change { change(&$0) }
        let code = try await Scene.with { scene in
            try await scene.repository().write(Scene.pipelineFile, to: "pipeline.yml")
            return try await endpoint.run(line, at: terminal, scene)
        }
        return (code, terminal)
    }

    @Test func anActionShowsItsCommandsAndTheCause() async throws {
        let (code, terminal) = try await run("action unit")
        #expect(code == 0)
        expectSame(
            terminal.output,
            """
            ✗ Build/Unit  Failed in 12 s
              provider   Build/CodeBuild
              execution  e1aaaaaa
              started    1 min ago
              id         shop-unit:1
              JobFailed  Build terminated with state: FAILED. Phase: BUILD, Code: COMMAND_EXECUTION_ERROR, \
            Message: Error while executing command: npm test. Reason: exit status 1
            ✓  DOWNLOAD_SOURCE   0.0 s
            ✓  INSTALL           3.0 s
                 ✓ npm ci        2.0 s
            ✗  BUILD             5.0 s
                 ✓ npm run lint  1.0 s
                 ✗ npm test      2.0 s  exit status 1
                 COMMAND_EXECUTION_ERROR: Error while executing command: npm test. Reason: exit status 1
            ✗ COMMAND_EXECUTION_ERROR: npm test. Reason: exit status 1 (BUILD, command 2 of 3)
            `logs Build/Unit` shows its log, `retry` runs it again.

            """)
    }

    @Test func aLogIsShownLineByLineWithoutItsEscapes() async throws {
        let (code, terminal) = try await run("logs Build/Unit") {
            $0.log = SampleLog.events(["\u{1B}[31mred\u{1B}[0m", "", "漢字", "a\rb"])
        }
        #expect(code == 0)
        expectSame(terminal.output, "red\n\n漢字\nab\n")
    }

    @Test func theLastLinesAreEnoughAtTimes() async throws {
        let (code, terminal) = try await run("logs -n 2 Build/Unit") { $0.log = SampleLog.events(["1", "2", "3"]) }
        #expect(code == 0)
        expectSame(terminal.output, "2\n3\n")
    }

    @Test func aFollowedLogEndsWithItsBuild() async throws {
        let (code, terminal) = try await run("logs -f Build/Unit") { $0.log = SampleLog.events(["1", "2", "3"]) }
        #expect(code == 0)
        expectSame(terminal.output, "1\n2\n3\n")
    }

    @Test func aFollowedLogWaitsToBeToldThatThereIsMore() async throws {
        let endpoint = ScriptedEndpoint()
        let (code, terminal) = try await run("logs -f Build/Unit", on: endpoint) {
            $0.log = SampleLog.events(["1"])
            $0.logToCome = [SampleLog.events(["2", "3"]), [], SampleLog.events(["4"])]
        }
        #expect(code == 0)
        expectSame(terminal.output, "1\n2\n3\n4\n")
        #expect(endpoint.calls == ["await 1", "await 3", "await 3"])
    }

    @Test(arguments: [
        ("logs Build/Style", 1 as Int32, "Build/Style did not run in execution e1aaaaaa.\n"),
        ("action copy", 1, "Stage Prod has not run yet.\n"),
        ("logs --lines 0 Build/Unit", 2, "Error: --lines must be at least 1"),
    ])
    func whatCannotBeShownIsSaid(line: String, expected: Int32, words: String) async throws {
        let (code, terminal) = try await run(line)
        #expect(code == expected)
        #expect(terminal.errors.hasPrefix(words), "\(terminal.errors)")
        expectSame(terminal.output, "")
    }

    @Test(arguments: [
        (["shop-unit:1", nil], 0 as Int32, "✗ Build/Unit"), (["shop-unit:1", "shop-style:1"], 2, ""),
        ([nil, nil], 2, ""),
    ])
    func ofSeveralThatFailedTheOneThatRanIsMeant(ids: [String?], expected: Int32, words: String) async throws {
        let (code, terminal) = try await run("action") { state in
            for (index, id) in ids.enumerated() {
                state.stages[0].actionStates?[index].latestExecution = ActionExecution(
                    status: .failed, externalExecutionId: id)
            }
        }
        #expect(code == expected)
        #expect(terminal.output.hasPrefix(words))
        if code == 0 { return }
        expectSame(
            terminal.errors, "several actions are meant by that\n  Name one of Build/Unit, Build/Style.\n")
    }

    @Test func anApprovalHasNoLog() async throws {
        let (code, terminal) = try await run("logs Build/Unit") {
            $0.runs = [shownRun("Build", "Unit", .inProgress, type: .manual)]
        }
        #expect(code == 1)
        expectSame(
            terminal.errors, "Build/Unit has no log: it runs no build.\n  `action Build/Unit` shows it.\n")
    }

    @Test func aBuildThatNeverBeganHasNoLogForAReason() async throws {
        let full = ActionExecutionResult(
            errorDetails: ErrorDetails(
                code: "JobFailed",
                message: "Error calling startBuild: Cannot have more than 0 builds in queue for the account (Service: "
                    + "AWSCodeBuild; Status Code: 400; Error Code: AccountLimitExceededException; Request ID: x)"))
        let (code, terminal) = try await run("logs Build/Unit") {
            $0.runs = [shownRun("Build", "Unit", .failed, result: full)]
        }
        #expect(code == 1)
        expectSame(
            terminal.errors,
            """
            Build/Unit has no log: it failed before its build started: Error calling startBuild: Cannot have more than 0 \
            builds in queue for the account
              Nothing is wrong with your change: there was no room in the build queue. `retry` when there is.

            """)
        let (_, action) = try await run("action Build/Unit") {
            $0.runs = [shownRun("Build", "Unit", .failed, result: full)]
        }
        #expect(action.output.contains("\nNothing is wrong with your change: there was no room in the build queue."))
        let (_, waiting) = try await run("logs Build/Unit") { $0.runs = [shownRun("Build", "Unit", .inProgress)] }
        expectSame(waiting.errors, "Build/Unit has no log: its build has not started.\n")
    }

    @Test func aPipelineThatNeverRanSaysHowToStart() async throws {
        let (_, terminal) = try await run("history") { $0.executions = [] }
        expectSame(terminal.output, "shop-pipeline has never run · `deploy` starts it\n")
    }

    @Test(arguments: ["stages", "stage build", "action unit", "history", "execution e1", "pipeline"])
    func everyViewHasJSON(command: String) async throws {
        let (code, terminal) = try await run("\(command) --json")
        #expect(code == 0)
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(terminal.output.utf8)) }
        expectSame(terminal.errors, "")
    }
}
