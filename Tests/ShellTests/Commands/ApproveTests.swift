import Foundation
import Git
import PipelineAPI
import Testing

@testable import Shell

/// `approve` and `reject`, on a scripted endpoint.
@Suite(.timeLimit(.minutes(10))) struct ApproveTests {
    /// Runs a line in a published project; the commit that waits is its newest.
    private func run(
        _ line: String, _ replies: [Reply]? = nil, stages: [StageState], version: Int = 1
    ) async throws -> (code: Int32, screen: String, calls: [String], commit: String) {
        let (endpoint, terminal) = (ScriptedEndpoint(), Terminal(replies))
        return try await Scene.with { scene in
            let commit = try #require(await scene.publishedProject().head().commit)
            var execution = PipelineExecutionSummary.sample("e1", .inProgress, commit: "")
            execution.sourceRevisions?[0].revisionId = commit.rawValue
            let waiting = execution
            endpoint.change { state in
                state.stages = stages
                state.version = version
                state.executions = [waiting]
            }
            let code = try await endpoint.run(line, at: terminal, scene)
            return (code, terminal.screen, endpoint.calls, commit.short)
        }
    }

    private func stage(_ name: StageName, waits: Bool, behind: Int = 0) -> StageState {
        StageState(
            stageName: name,
            inboundExecutions: (0..<behind).map {
                StageExecution(pipelineExecutionId: executionID("f\($0)"), status: .inProgress)
            },
            actionStates: [
                ActionState(
                    actionName: "Approve",
                    latestExecution: ActionExecution(status: .inProgress, token: waits ? token : nil))
            ], latestExecution: StageExecution(pipelineExecutionId: executionID("e1"), status: .inProgress))
    }

    private let token = "11111111-2222-4333-8444-555555555555"

    @Test(arguments: [(1, "1 newer execution waits behind it"), (2, "2 newer executions wait behind it")])
    func theCommitAndWhatStandsBehindItAreNamed(behind: Int, words: String) async throws {
        let (code, screen, calls, commit) = try await run(
            "approve -m \"Looks good\"", ["y"], stages: [stage("Release", waits: true, behind: behind)])
        expectSame(
            screen,
            """
            Release/Approve waits with \(commit) "Free delivery" by Ada, 5 min ago · \(words)
            Approve Release/Approve? [y/n] y
            approved Release/Approve: \(commit) "Free delivery"

            """)
        expectSame(calls, ["Approved Release/Approve \(token) Looks good"])
        #expect(code == 0)
    }

    @Test func anApprovalThatAnUpdateHasMadeUselessIsOneThatSaysSo() async throws {
        let (code, screen, _, _) = try await run(
            "approve", ["n"], stages: [stage("Release", waits: true)], version: 2)
        #expect(code == 1)
        let words = "The pipeline has been updated since: whatever you answer, this execution is cancelled after it.\n"
        #expect(screen.contains(words + "Approve Release/Approve? [y/n] n\n"), "\(screen)")
    }

    @Test func aRejectionIsOneToo() async throws {
        let (code, screen, calls, commit) = try await run(
            "reject release/a --yes -m \"Not today\"", stages: [stage("Release", waits: true)])
        expectSame(
            screen,
            """
            Release/Approve waits with \(commit) "Free delivery" by Ada, 5 min ago
            rejected Release/Approve: \(commit) "Free delivery"

            """)
        expectSame(calls, ["Rejected Release/Approve \(token) Not today"])
        #expect(code == 0)
    }

    @Test(arguments: [
        ("approve", [StageName("Release")], "Approve Release/Approve?\n  There is no terminal to ask at: ", 3 as Int32),
        ("approve --yes", [], "Nothing waits for approval.\n", 1),
        ("approve --yes", ["Release", "Prod"], "several approvals wait: Release/Approve, Prod/Approve\n", 2),
        ("approve --yes Dev/Approve", ["Release"], "Dev/Approve does not wait for approval.\n", 1),
    ])
    func whatIsNotClearIsNotDecided(
        line: String, waiting: [StageName], words: String, expected: Int32
    ) async throws {
        let stages = ["Dev", "Release", "Prod"].map { (name: StageName) in stage(name, waits: waiting.contains(name)) }
        let (code, screen, calls, _) = try await run(line, stages: stages)
        #expect(screen.contains(words), "\(screen)")
        expectSame(calls, [])
        #expect(code == expected)
    }
}
