import Foundation
import Testing

@testable import Shell

/// Ctrl-C, and what it says: that has to be true of what AWS does.
@Suite("A deployment that is interrupted", .timeLimit(.minutes(10)))
struct InterruptedStackTests {
    @Test func beforeANewStackIsCreatedNothingIsLeft() async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(nil))
        try await StackApp.with { app in
            aws.change { $0.isSlow = true }
            try await aws.expect(
                130, of: "deploy shop --yes", at: terminal, in: app, interruptedAt: "DescribeChangeSet")
            #expect(
                terminal.errors.hasSuffix(
                    "Stopped before shop was created. Its change set, and the stack it was made in, are deleted again.\n"
                ),
                "\(terminal.errors)")
            #expect(aws.statuses == ["DELETE_COMPLETE"])
        }
    }

    @Test func beforeAStackIsChangedItsChangeSetGoes() async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(nil))
        try await StackApp.with { app in
            try await aws.expect(0, of: "deploy shop --yes", in: app)
            try StackApp(topic: "second").write(to: app)
            aws.change { $0.isSlow = true }
            try await aws.expect(
                130, of: "deploy shop --yes", at: terminal, in: app, interruptedAt: "DescribeChangeSet")
            #expect(
                terminal.errors.hasSuffix("Stopped before shop was changed. Its change set is deleted again.\n"),
                "\(terminal.errors)")
            #expect(aws.calls.last == "delete change set")
            #expect(aws.statuses == ["CREATE_COMPLETE"])
        }
    }

    @Test func atTheQuestionAboutTheChangeSetTooNothingIsLeft() async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(["y", .end]))
        try await StackApp.with { app in
            aws.change { $0.addedByMacro = "Hidden1" }
            try await aws.expect(1, of: "deploy shop", at: terminal, in: app)
            #expect(aws.statuses == ["DELETE_COMPLETE"])
        }
    }

    /// Nobody knows at first whether the call was carried out.
    @Test func whatWasBegunGoesOnAndIsComeBackTo() async throws {
        let (aws, terminal, later) = (ScriptedAWS(), Terminal(nil), Terminal(nil))
        try await StackApp.with { app in
            try await aws.expect(0, of: "deploy shop --yes", in: app)
            try StackApp(topic: "second").write(to: app)
            aws.change { state in state.hooks["ExecuteChangeSet"] = { aws.change { $0.isSlow = true } } }
            try await aws.expect(
                130, of: "deploy shop --yes", at: terminal, in: app, interruptedAt: "DescribeStackEvents",
                after: "ExecuteChangeSet")
            #expect(
                terminal.errors.hasSuffix(
                    "Stopped following. What CloudFormation does with shop goes on (UPDATE_IN_PROGRESS); "
                        + "`events shop -f` comes back to it.\n"), "\(terminal.errors)")
            #expect(aws.calls.last == "execute shop")
            aws.change { state in
                state.hooks["DescribeStackEvents"] = { aws.change { $0.finish("shop", as: "UPDATE_COMPLETE") } }
            }
            try await aws.expect(0, of: "events shop -f", at: later, in: app)
            #expect(later.errors.hasSuffix("✓ shop  UPDATE_COMPLETE\n"), "\(later.errors)")
        }
    }

    /// A failure to ask does not stop CloudFormation either, nor does an answer that never came.
    @Test(arguments: [("DescribeStackEvents", "AccessDenied"), ("ExecuteChangeSet", "InternalFailure")])
    func whatCannotBeFollowedGoesOn(_ action: String, _ code: String) async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(nil))
        try await StackApp.with { app in
            try await aws.expect(0, of: "deploy shop --yes", in: app)
            try StackApp(topic: "second").write(to: app)
            aws.before("ExecuteChangeSet") {
                aws.change {
                    $0.isSlow = true
                    $0.refused[action] = code
                }
            }
            try await aws.expect(
                1, of: "deploy shop --yes", at: terminal, in: app, ["AWS_MAX_ATTEMPTS": "1"])
            #expect(
                terminal.errors.contains(
                    "What CloudFormation does with shop goes on; `events shop -f` comes back to it."),
                "\(terminal.errors)")
            #expect(terminal.errors.contains(code), "\(terminal.errors)")
            #expect(aws.statuses == ["UPDATE_IN_PROGRESS"])
        }
    }

    @Test func theBootstrapStackIsComeBackToAsWell() async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(nil))
        try await StackApp.with { app in
            aws.change { state in state.hooks["ExecuteChangeSet"] = { aws.change { $0.isSlow = true } } }
            try await aws.expect(
                130, of: "bootstrap --yes --qualifier mine", at: terminal, in: app,
                interruptedAt: "DescribeStackEvents",
                after: "ExecuteChangeSet")
            #expect(terminal.errors.contains("`events CDKToolkit -f` comes back to it."), "\(terminal.errors)")
        }
    }

    @Test func aDeletionThatHasNotBegunIsNotSaidToGoOn() async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(nil))
        try await StackApp.with { app in
            try await aws.expect(0, of: "deploy shop --yes", in: app)
            try await aws.expect(
                130, of: "destroy shop --yes", at: terminal, in: app, interruptedAt: "DescribeStackEvents")
            #expect(
                terminal.errors.hasSuffix("Stopped. CloudFormation does nothing with shop now: CREATE_COMPLETE.\n"),
                "\(terminal.errors)")
            #expect(aws.statuses == ["CREATE_COMPLETE"])
        }
    }

    @Test func destroyIsBoundToWhatItShowed() async throws {
        let aws = ScriptedAWS()
        try await StackApp.with { app in
            try await aws.expect(0, of: "deploy shop --yes", in: app)
            let moved = Reply("y") { aws.change { $0.stacks[0].updated = 999 } }
            let terminal = Terminal([moved, "n"])
            try await aws.expect(1, of: "destroy shop", at: terminal, in: app)
            #expect(terminal.screen.contains("Something has moved since this was shown; this is how it is now:"))
            #expect(aws.statuses == ["CREATE_COMPLETE"])
        }
    }
}
