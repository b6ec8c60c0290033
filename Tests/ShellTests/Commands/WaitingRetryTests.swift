import Foundation
import PipelineAPI
import TestSupport
import Testing

@testable import Shell

/// `retry --when-free` on AWS, where a build has found the queue full.
@Suite("Retrying until there is room", .timeLimit(.minutes(10)))
struct WaitingRetryTests {
    /// A build that was turned away, in CodeBuild's words.
    private static func turnedAway(_ attempt: Int, limit: Int = 1) -> ActionExecutionDetail {
        let message =
            "Error calling startBuild: Cannot have more than \(limit) builds in queue for the account (Service: "
            + "AWSCodeBuild; Status Code: 400; Error Code: AccountLimitExceededException; Request ID: 1; Proxy: null)"
        let result = ActionExecutionResult(errorDetails: ErrorDetails(code: "JobFailed", message: message))
        return shownRun("Build", "Unit", .failed, attempt: attempt, result: result)
    }

    /// Runs the command until the retries come to an end.
    private func retry(
        _ retries: [ActionExecutionDetail], with words: String = "", exits code: Int32
    ) async throws -> (screen: String, aws: ScriptedAWS) {
        let (aws, terminal) = (ScriptedAWS(), Terminal(nil))
        aws.change { state in
            state.pipeline = ScriptedPipeline(stage: "Build", runs: [Self.turnedAway(1)], retries: retries)
        }
        try await withScratchDirectory { folder in
            try Data(Scene.pipelineFile.utf8).write(to: folder.appending(path: "pipeline.yml"))
            try await aws.expect(code, of: "retry --when-free\(words)", at: terminal, in: folder)
        }
        return (terminal.screen, aws)
    }

    @Test func whileThereIsNoRoomItWaitsLongerAndLonger() async throws {
        let free = shownRun("Build", "Unit", .succeeded, attempt: 4)
        let (screen, aws) = try await retry([Self.turnedAway(2), Self.turnedAway(3), free], exits: 0)
        expectSame(aws.calls, Array(repeating: "retry Build FAILED_ACTIONS", count: 3))
        expectSame(aws.pauses, [.seconds(5), .milliseconds(7500)])
        #expect(screen.contains("Still no room in the build queue; trying again in 5 s.\n"), "\(screen)")
        #expect(screen.hasSuffix("✓ shop-pipeline succeeded in 12 s\n"), "\(screen)")
    }

    @Test func theWholeStageIsRetriedOnce() async throws {
        let free = shownRun("Build", "Unit", .succeeded, attempt: 3)
        let (_, aws) = try await retry([Self.turnedAway(2), free], with: " --all", exits: 0)
        expectSame(aws.calls, ["retry Build ALL_ACTIONS", "retry Build FAILED_ACTIONS"])
    }

    @Test func whereTheQuotaTurnsOutToBeNoneItNamesItAndDoesNotWait() async throws {
        let (screen, aws) = try await retry([Self.turnedAway(2, limit: 0)], exits: 1)
        expectSame(aws.calls, ["retry Build FAILED_ACTIONS"])
        expectSame(aws.pauses, [])
        #expect(screen.contains("Waiting does not help: no build may be queued at all.\n"), "\(screen)")
        #expect(screen.contains("Concurrently running builds"), "\(screen)")
    }

    /// A newer execution has entered the stage, so that the retry becomes another one: that is looked at from then on.
    @Test(arguments: [true, false]) func whatItBecameIsWhatIsRetried(_ isTurnedAwayToo: Bool) async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(nil))
        let broken = shownRun("Build", "Unit", .failed, result: commandFailure("make"))
        let source = shownRun("Source", "Fetch", .succeeded, type: .codeCommit)
        aws.change { state in
            var pipeline = ScriptedPipeline(
                stage: "Build", runs: [source, Self.turnedAway(1)],
                retries: [shownRun("Build", "Unit", .succeeded, attempt: 2)])
            pipeline.refusals["RetryStageExecution"] = APIError(
                code: "NotLatestPipelineExecutionException", message: "A newer one is there")
            pipeline.next = isTurnedAwayToo ? Self.turnedAway(1) : broken
            state.pipeline = pipeline
        }
        try await withScratchDirectory { folder in
            try Data(Scene.pipelineFile.utf8).write(to: folder.appending(path: "pipeline.yml"))
            let line = "retry Build --when-free --yes"
            try await aws.expect(isTurnedAwayToo ? 0 : 1, of: line, at: terminal, in: folder)
        }
        expectSame(aws.calls, isTurnedAwayToo ? ["start", "retry Build FAILED_ACTIONS"] : ["start"])
        #expect(terminal.screen.contains("Still no room") == isTurnedAwayToo, "\(terminal.screen)")
    }

    @Test func aFailureOfAnotherKindEndsIt() async throws {
        let broken = shownRun("Build", "Unit", .failed, attempt: 3, result: commandFailure("make"))
        let (screen, aws) = try await retry([Self.turnedAway(2), broken], exits: 1)
        expectSame(aws.pauses, [.seconds(5)])
        #expect(screen.contains("make. Reason: exit status 1"), "\(screen)")
    }
}
