import Foundation
import PipelineAPI
import TestSupport
import Testing

@testable import Shell

/// `retry` of a stage that deploys a stack, on AWS.
@Suite("Retrying the deployment of a stack", .timeLimit(.minutes(10)))
struct RetriedStackTests {
    private static let rolledBack = "The following resource(s) failed to create: [Topic1]. Rollback requested by user."

    /// An AWS with a stack in that status, and a pipeline whose action in that mode has failed with it.
    private static func failed(
        _ status: String?, _ mode: String = "CHANGE_SET_EXECUTE", message: String = rolledBack, role: String? = nil,
        _ body: (ScriptedAWS, URL) async throws -> Void
    ) async throws {
        let aws = ScriptedAWS()
        var run = shownRun(
            "Beta", "dev.Deploy", .failed, type: .init(category: .deploy, owner: .aws, provider: "CloudFormation"),
            result: ActionExecutionResult(errorDetails: ErrorDetails(code: "JobFailed", message: message)))
        run.input?.configuration = ["ActionMode": mode, "StackName": "dev-shop", "ChangeSetName": "PipelineChange"]
        run.input?.roleArn = role
        aws.change { [run] state in
            state.pipeline = ScriptedPipeline(stage: "Beta", runs: [run])
            if let status { state.stacks.append(.init(id: "arn:dev-shop", name: "dev-shop", status: status)) }
        }
        try await withScratchDirectory { folder in
            try Data(Scene.pipelineFile.utf8).write(to: folder.appending(path: "pipeline.yml"))
            try await body(aws, folder)
        }
    }

    @Test(arguments: [
        ("CHANGE_SET_EXECUTE", "retry all actions of Beta", "ALL_ACTIONS"),
        ("CHANGE_SET_REPLACE", "retry Beta", "FAILED_ACTIONS"), ("CREATE_UPDATE", "retry Beta", "FAILED_ACTIONS"),
    ])
    func whatAFailedCreationHasLeftIsDeletedFirstAfterAYes(_ mode: String, _ words: String, _ sent: String)
        async throws
    {
        let terminal = Terminal(["y"])
        try await Self.failed("ROLLBACK_COMPLETE", mode) { aws, folder in
            try await aws.expect(0, of: "retry --no-follow", at: terminal, in: folder)
            expectSame(
                terminal.screen,
                """
                Beta/dev.Deploy: the stack dev-shop is in ROLLBACK_COMPLETE. What its failed creation has left can only be \
                deleted.
                Delete dev-shop and \(words)? [y/n] y
                dev-shop: deleting it
                ✓ dev-shop  deleted in 0.0 s
                retrying Beta of execution e1aaaaaa: aaaa111 "Free delivery"

                """)
            expectSame(aws.calls, ["delete dev-shop", "retry Beta \(sent)"])
        }
    }

    @Test func withoutAYesNothingIsDone() async throws {
        let (no, nobody) = (Terminal(["n"]), Terminal(nil))
        try await Self.failed("ROLLBACK_COMPLETE") { aws, folder in
            try await aws.expect(1, of: "retry --no-follow", at: no, in: folder)
            try await aws.expect(3, of: "retry --no-follow", at: nobody, in: folder)
            expectSame(aws.calls, [])
        }
    }

    @Test(arguments: [("UPDATE_ROLLBACK_COMPLETE", "CREATE_UPDATE"), ("ROLLBACK_COMPLETE", "REPLACE_ON_FAILURE")])
    func whatCanBeDeployedAgainIsRetriedAtOnce(_ status: String, _ mode: String) async throws {
        try await Self.failed(status, mode) { aws, folder in
            try await aws.expect(0, of: "retry --no-follow", in: folder)
            expectSame(aws.calls, ["retry Beta FAILED_ACTIONS"])
        }
    }

    @Test func aStackThatMayNotBeLookedAtIsSaidSoAndRetried() async throws {
        let terminal = Terminal(nil)
        try await Self.failed("ROLLBACK_COMPLETE", role: "arn:aws:iam::210987654321:role/deploy") { aws, folder in
            aws.change { $0.refused["AssumeRole"] = "AccessDenied" }
            try await aws.expect(0, of: "retry --no-follow", at: terminal, in: folder)
            #expect(
                terminal.errors.hasPrefix("Beta/dev.Deploy: whether dev-shop can be deployed again is not to be seen:"),
                "\(terminal.errors)")
            expectSame(aws.calls, ["retry Beta FAILED_ACTIONS"])
        }
    }

    @Test func whatIsLeftGoesThoughItIsProtectedAndThatIsSaid() async throws {
        let terminal = Terminal(["y"])
        try await Self.failed("ROLLBACK_COMPLETE") { aws, folder in
            aws.change { $0.stacks[0].isProtected = true }
            try await aws.expect(0, of: "retry --no-follow", at: terminal, in: folder)
            #expect(
                terminal.screen.contains("can only be deleted; its termination protection goes off."),
                "\(terminal.screen)")
            expectSame(aws.calls.prefix(2), ["protect false", "delete dev-shop"])
        }
    }

    @Test func aChangeSetThatIsGoneTakesTheWholeStage() async throws {
        let terminal = Terminal(["y"])
        try await Self.failed("CREATE_COMPLETE", message: "ChangeSet [PipelineChange] does not exist") { aws, folder in
            try await aws.expect(0, of: "retry --no-follow", at: terminal, in: folder)
            #expect(terminal.screen.contains("Retry all actions of Beta? [y/n] y\n"), "\(terminal.screen)")
            expectSame(aws.calls, ["retry Beta ALL_ACTIONS"])
        }
    }
}
