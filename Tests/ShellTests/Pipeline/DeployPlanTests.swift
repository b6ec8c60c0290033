import Git
import PipelineAPI
import Testing

@testable import Shell

/// What `deploy` would do, by what there is.
@Suite struct DeployPlanTests {
    private let old = PipelineDeclaration(name: "shop", stages: [StageDeclaration(name: "Source", actions: [])])
    private let new = PipelineDeclaration(
        name: "shop",
        stages: [StageDeclaration(name: "Source", actions: []), StageDeclaration(name: "Build", actions: [])])

    private func plan(
        _ executions: [PipelineExecutionSummary], from current: PipelineDeclaration?, head: String = "aaaa111"
    ) throws -> DeployPlan {
        DeployPlan(
            DeployFacts(
                declaration: new, current: current, head: CommitID(rawValue: commitID(head)),
                executions: executions))
    }

    @Test func aPipelineThatIsNotThereIsCreated() throws {
        let plan = try plan([], from: nil)
        expectSame(plan.step, .create)
        expectSame(plan.lastDeployed, nil)
    }

    @Test func aChangedDeclarationUpdatesAndCancelsWhatRuns() throws {
        let plan = try plan(
            [
                .sample("e4", .inProgress, commit: "bbbb222"), .sample("e3", .stopping, commit: "bbbb222"),
                .sample("e2", .failed, commit: "bbbb222"), .sample("e1", .succeeded, commit: "aaaa111"),
            ], from: old)
        expectSame(plan.step, .update([.stageAdded("Build")]))
        expectSame(plan.cancelled, [executionID("e4"), executionID("e3")])
        expectSame(plan.lastDeployed?.short, "aaaa111")
    }

    @Test(arguments: [PipelineExecutionStatus.cancelled, .superseded])
    func aNewCommitAndOneThatNeverGotThroughAreStarted(status: PipelineExecutionStatus) throws {
        let running = PipelineExecutionSummary.sample("e1", .inProgress, commit: "bbbb222")
        for executions in [[], [running], [.sample("e2", status, commit: "aaaa111"), running]] {
            let plan = try plan(executions, from: new)
            expectSame(plan.step, .start)
            expectSame(plan.cancelled, [])
            expectSame(plan.warning, nil)
        }
    }

    @Test(arguments: [
        (PipelineExecutionStatus.succeeded, "aaaa111 was deployed by execution e2aaaaaa."),
        (.inProgress, "aaaa111 is under way in execution e2aaaaaa · `watch`"),
        (.stopping, "aaaa111 is under way in execution e2aaaaaa · `watch`"),
    ])
    func aCommitThatWentOutOrIsOnItsWayIsNotStartedAgain(status: PipelineExecutionStatus, reason: String) throws {
        let plan = try plan(
            [.sample("e2", status, commit: "aaaa111"), .sample("e1", .succeeded, commit: "bbbb222")], from: new)
        expectSame(plan.step, .nothing(reason))
    }

    @Test(arguments: [
        (
            PipelineExecutionStatus.failed,
            "Execution e2aaaaaa of this commit failed: `retry` goes on from there, deploying starts from the beginning."
        ),
        (.stopped, "Execution e2aaaaaa of this commit was stopped; deploying starts from the beginning."),
    ])
    func aCommitThatFailedIsStartedWithAWarning(status: PipelineExecutionStatus, warning: String) throws {
        let plan = try plan([.sample("e2", status, commit: "aaaa111")], from: new)
        expectSame(plan.step, .start)
        expectSame(plan.warning, warning)
    }

    @Test func aBranchThatWentBackToAnOlderCommitIsDeployedAgain() throws {
        let plan = try plan(
            [.sample("e2", .succeeded, commit: "bbbb222"), .sample("e1", .succeeded, commit: "aaaa111")], from: new)
        expectSame(plan.step, .start)
        expectSame(plan.lastDeployed?.short, "bbbb222")
    }

    @Test func aCommitIsDeployedAgainWhenOnlyABuildProjectHasChanged() throws {
        var facts = DeployFacts(
            declaration: new, current: new, head: CommitID(rawValue: commitID("aaaa111")),
            executions: [.sample("e1", .succeeded, commit: "aaaa111")],
            buildProjects: [BuildProject(name: "unit", buildspec: "ci/new.yml"), BuildProject(name: "ship")],
            currentBuildProjects: [BuildProject(name: "unit", buildspec: "ci/old.yml"), BuildProject(name: "ship")])
        expectSame(facts.changedBuildProjects, ["unit"])
        expectSame(DeployPlan(facts).step, .start)
        expectSame(DeployPlan(facts).cancelled, [])
        facts.currentBuildProjects = facts.buildProjects
        expectSame(DeployPlan(facts).step, .nothing("aaaa111 was deployed by execution e1aaaaaa."))
    }

    @Test func aYesIsNoYesToAProjectThatChangedMeanwhile() throws {
        var shown = DeployFacts(
            declaration: new, current: old, head: CommitID(rawValue: commitID("aaaa111")), executions: [],
            buildProjects: [BuildProject(name: "unit", buildspec: "ci/new.yml")])
        let now = shown
        #expect(now.agree(with: shown))
        shown.buildProjects[0].timeoutInMinutes = 5
        #expect(!now.agree(with: shown))
    }

    @Test func aYesToARehearsalIsNoYesToADeployment() throws {
        let shown = DeployFacts(
            declaration: new, current: old, head: CommitID(rawValue: commitID("aaaa111")), executions: [])
        var now = shown
        now.target = DeploymentTarget(endpoint: "aws", profile: "shop", deploys: true)
        #expect(!now.agree(with: shown))
    }
}
