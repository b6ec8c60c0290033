import PipelineAPI
import Testing

@testable import Shell

/// Executions, one or many, on the screen.
@Suite struct ExecutionViewsTests {
    @Test func aListTellsStateAgeAndCommitOfEach() {
        let executions: [PipelineExecutionSummary] = [
            .sample("e4", .inProgress, commit: "dddd444", message: "Fourth\n\nwith a body", ago: 5),
            .sample("e3", .superseded, commit: "cccc333", ago: 300, summary: "Superseded by e4aaaaaa"),
            .sample("e2", .failed, commit: "bbbb222", message: "\u{1B}[2Jhostile", ago: 7200),
            .sample("e1", .succeeded, commit: "aaaa111", ago: 2 * 86_400),
        ]
        expectSame(
            ExecutionListView(style: .plain, now: noon).lines(executions).joined(separator: "\n"),
            """
            ●  e4aaaaaa  InProgress              just now    dddd444  Fourth
            ⤼  e3aaaaaa  Superseded by e4aaaaaa  5 min ago   cccc333  Free delivery
            ✗  e2aaaaaa  Failed                  2 h ago     bbbb222  hostile
            ✓  e1aaaaaa  Succeeded               2 days ago  aaaa111  Free delivery
            """)
        expectSame(
            ExecutionListView(style: colored, now: noon).line(executions[3]),
            "\u{1B}[32m✓\u{1B}[0m  e1aaaaaa  Succeeded  2 days ago  aaaa111  Free delivery")
    }

    @Test func anExecutionWithoutAnySourceIsStillALine() {
        expectSame(
            ExecutionListView(style: .plain, now: noon)
                .lines([PipelineExecutionSummary(pipelineExecutionId: executionID("e1"), status: .cancelled)]),
            ["‖  e1aaaaaa  Cancelled"])
    }

    @Test func anExecutionShowsEveryAttempt() {
        let snapshot = ExecutionSnapshot.sample(
            .inProgress,
            [
                shownRun("Source", "Main", .succeeded, type: .source, took: 1),
                shownRun("Build", "Unit", .failed, attempt: 1, took: 14, result: commandFailure("npm test", status: 7)),
                shownRun("Build", "Unit", .inProgress, attempt: 2),
            ], summary: "Retried")
        expectSame(
            ExecutionView(style: .plain, now: noon).lines(snapshot).joined(separator: "\n"),
            """
            ● e1aaaaaa-0000-4000-8000-000000000000  InProgress
              commit   abc1234 "Free delivery"
              trigger  StartPipelineExecution
              Retried
              ✓ Source/Main  Succeeded   1.0 s
              ✗ Build/Unit   Failed      14 s   COMMAND_EXECUTION_ERROR: npm test. Reason: exit status 7
              ● Build/Unit   InProgress
            """)
    }

    @Test func anActionShowsItsFacts() {
        let run = shownRun(
            "Build", "Unit", .failed, ago: 600, took: 14,
            result: commandFailure("npm test"))
        let shown = run.with { output in
            output.outputArtifacts = [ArtifactDetail(name: "Site"), ArtifactDetail(name: "Report")]
            output.outputVariables = ["Zone": "b", "Address": "http://localhost\u{1B}]0;x\u{7}"]
        }
        expectSame(
            ActionView(style: .plain, now: noon).lines(shown).joined(separator: "\n"),
            """
            ✗ Build/Unit  Failed in 14 s
              provider   Build/CodeBuild
              execution  e1aaaaaa
              started    10 min ago
              id         shop-unit:1
              made       Site, Report
              Address    http://localhost
              Zone       b
              JobFailed  Build terminated with state: FAILED. Phase: BUILD, Code: COMMAND_EXECUTION_ERROR, \
            Message: Error while executing command: npm test. Reason: exit status 1
            """)
    }

    @Test func anActionThatRunsHasNoDurationYet() {
        expectSame(
            ActionView(style: colored, now: noon).lines(shownRun("Build", "Unit", .inProgress))[0],
            "\u{1B}[34m●\u{1B}[0m \u{1B}[1mBuild/Unit\u{1B}[0m  InProgress")
    }
}
