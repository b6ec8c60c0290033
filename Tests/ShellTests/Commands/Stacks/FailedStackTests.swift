import Foundation
import Testing

@testable import Shell

/// Stacks in which something went wrong, and the way on from there.
@Suite("Stacks that have failed", .timeLimit(.minutes(10)))
struct FailedStackTests {
    @Test func earlyValidationSaysWhatItFound() async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(nil))
        try await StackApp.with { app in
            aws.change { $0.validation = "a topic of this name is there" }
            try await aws.expect(1, of: "deploy shop --yes", at: terminal, in: app)
            #expect(
                terminal.errors.hasSuffix(
                    """
                    The change set of shop failed: early validation found:
                      AWS::SNS::Topic  shop/Topic (Topic1): a topic of this name is there (NAME_CONFLICT_VALIDATION at \
                    /Resources/Topic1)

                    """), "\(terminal.errors)")
            #expect(aws.statuses == ["DELETE_COMPLETE"])
        }
    }

    @Test func whatAFailedCreationLeavesIsNotProtectedFromBeingDeleted() async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(["y"]))
        try await StackApp.with(StackApp(isProtected: true)) { app in
            aws.change { $0.failing = ("Topic1", "no", nil) }
            try await aws.expect(1, of: "deploy shop --yes", in: app)
            expectSame(aws.calls.suffix(3), ["change set of shop", "protect true", "execute shop"])
            aws.change { $0.failing = nil }
            try await aws.expect(0, of: "deploy shop", at: terminal, in: app)
            #expect(
                terminal.screen.hasPrefix(
                    "shop: deletes what a failed creation has left (ROLLBACK_COMPLETE, termination protection goes off)"
                ),
                "\(terminal.screen)")
            expectSame(
                aws.calls.suffix(5),
                ["protect false", "delete shop", "change set of shop", "protect true", "execute shop"])
        }
    }

    @Test func whatAFailedCreationLeavesIsDestroyedThoughItIsProtected() async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(["y"]))
        try await StackApp.with(StackApp(isProtected: true)) { app in
            aws.change { $0.failing = ("Topic1", "no", nil) }
            try await aws.expect(1, of: "deploy shop --yes", in: app)
            try await aws.expect(0, of: "destroy shop", at: terminal, in: app)
            #expect(
                terminal.screen.contains("(ROLLBACK_COMPLETE, termination protection goes off)"), "\(terminal.screen)")
            expectSame(aws.calls.suffix(2), ["protect false", "delete shop"])
        }
    }

    @Test func aStackThatIsOnlyThereForItsChangeSetGoesThoughItIsProtected() async throws {
        let aws = ScriptedAWS()
        try await StackApp.with(StackApp(isProtected: true)) { app in
            aws.change { $0.undone["ExecuteChangeSet"] = "AccessDenied" }
            try await aws.expect(1, of: "deploy shop --yes", in: app)
            #expect(aws.statuses == ["DELETE_COMPLETE"])
            expectSame(
                aws.calls.suffix(4), ["protect true", "delete change set", "protect false", "delete shop"])
        }
    }

    @Test func aRollbackThatFailedIsGoneOnWithFirst() async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(["y"]))
        try await StackApp.with { app in
            try await aws.expect(0, of: "deploy shop --yes", in: app)
            try StackApp(topic: "second").write(to: app)
            aws.change { $0.failing = ("Topic1", "no", "UPDATE_ROLLBACK_FAILED") }
            try await aws.expect(1, of: "deploy shop --yes", in: app)
            aws.change { $0.failing = nil }
            try await aws.expect(0, of: "deploy shop", at: terminal, in: app)
            #expect(
                terminal.screen.hasPrefix("shop: rolls it back from UPDATE_ROLLBACK_FAILED first, then updates it"))
            expectSame(aws.calls.suffix(3), ["ContinueUpdateRollback of shop", "change set of shop", "execute shop"])
            #expect(aws.statuses == ["UPDATE_COMPLETE"])
        }
    }

    /// What a rollback brings back is known only afterwards.
    @Test func whatIsToBeDoneAfterARollbackIsAskedAboutWhereItIsSomethingElse() async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(["y", "n"]))
        try await StackApp.with { app in
            try await aws.expect(0, of: "deploy shop --yes", in: app)
            try StackApp(topic: "second").write(to: app)
            aws.change { $0.failing = ("Topic1", "no", nil) }
            try await aws.expect(1, of: "deploy shop --yes --no-rollback", in: app)
            aws.change { $0.failing = nil }
            aws.before("RollbackStack") {
                aws.change { $0.stacks[0].template = $0.stacks[0].template.replacing("first", with: "older") }
            }
            try await aws.expect(1, of: "deploy shop", at: terminal, in: app)
            #expect(terminal.screen.contains("shop is rolled back, and what is to be done is not what was shown:"))
            #expect(terminal.screen.contains(#"DisplayName: "older" → "second""#), "\(terminal.screen)")
            #expect(aws.calls.last == "RollbackStack of shop")
        }
    }

    @Test func aRollbackToWhatIsWantedIsAllThereIsToDo() async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(["y"]))
        try await StackApp.with { app in
            try await aws.expect(0, of: "deploy shop --yes", in: app)
            aws.change { $0.stacks[0].status = "UPDATE_FAILED" }
            try await aws.expect(0, of: "deploy shop", at: terminal, in: app)
            #expect(terminal.screen.contains("(no changes)"), "\(terminal.screen)")
            #expect(aws.calls.last == "RollbackStack of shop")
        }
    }

    /// What `--no-rollback` left of a creation can only be rolled back, and then deleted, which nobody has agreed to.
    @Test func aCreationThatWasLeftIsRolledBackAndThenDeletedAfterAQuestionOfItsOwn() async throws {
        let (aws, first, second) = (ScriptedAWS(), Terminal(nil), Terminal(["y"]))
        try await StackApp.with { app in
            aws.change { $0.failing = ("Topic1", "no", nil) }
            try await aws.expect(1, of: "deploy shop --yes --no-rollback", in: app)
            #expect(aws.statuses == ["CREATE_FAILED"])
            aws.change { $0.failing = nil }
            try await aws.expect(1, of: "deploy shop --yes", at: first, in: app)
            #expect(first.errors.contains("nothing of it is left that could be updated."), "\(first.errors)")
            #expect(aws.statuses == ["ROLLBACK_COMPLETE"])
            try await aws.expect(0, of: "deploy shop", at: second, in: app)
            #expect(
                second.screen.hasPrefix(
                    "shop: deletes what a failed creation has left (ROLLBACK_COMPLETE) and creates it anew\n"))
            #expect(aws.statuses == ["DELETE_COMPLETE", "CREATE_COMPLETE"])
        }
    }

    @Test func whatAFailedCreationLeftStaysAfterANo() async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(["n"]))
        try await StackApp.with { app in
            aws.change { $0.failing = ("Topic1", "no", nil) }
            try await aws.expect(1, of: "deploy shop --yes", in: app)
            try await aws.expect(1, of: "deploy shop", at: terminal, in: app)
            #expect(aws.statuses == ["ROLLBACK_COMPLETE"])
        }
    }

    @Test func nothingIsReplacedThatCouldNotBeRolledBack() async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(["y", "y", "y"]))
        try await StackApp.with { app in
            try await aws.expect(0, of: "deploy shop --yes", in: app)
            try StackApp(topic: "second").write(to: app)
            aws.change {
                $0.replaced = ["Topic1": "True"]
                $0.failing = ("Topic1", "no", nil)
            }
            try await aws.expect(1, of: "deploy shop --no-rollback", at: terminal, in: app)
            #expect(
                terminal.screen.contains(
                    """
                    shop: the change includes a replacement, which cannot be deployed with --no-rollback.
                    Deploy shop so that a failure is rolled back? [y/n] y

                    """), "\(terminal.screen)")
            #expect(aws.statuses == ["UPDATE_ROLLBACK_COMPLETE"])
        }
    }

    @Test func aStackThatFailedIsRolledBackBeforeAnythingIsReplaced() async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(nil))
        try await StackApp.with { app in
            try await aws.expect(0, of: "deploy shop --yes", in: app)
            try StackApp(topic: "second").write(to: app)
            aws.change {
                $0.stacks[0].status = "UPDATE_FAILED"
                $0.replaced = ["Topic1": "True"]
            }
            try await aws.expect(1, of: "deploy shop --no-rollback --yes", at: terminal, in: app)
            #expect(
                terminal.errors.hasSuffix(
                    """
                    which cannot be deployed with --no-rollback, and the stack is in UPDATE_FAILED.
                      `deploy shop` without it rolls the stack back first.

                    """), "\(terminal.errors)")
            #expect(aws.calls.last == "delete change set")
        }
    }

    /// The answer got lost; what was asked for was done.
    @Test(arguments: [
        ("DeleteStack", "destroy shop --yes", "deleted in"), ("RollbackStack", "deploy shop --yes", "(no changes)"),
    ])
    func whatWasBegunIsFollowedThoughNoAnswerCame(_ action: String, _ line: String, _ words: String) async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(nil))
        try await StackApp.with { app in
            try await aws.expect(0, of: "deploy shop --yes", in: app)
            aws.change {
                $0.stacks[0].status = "UPDATE_FAILED"
                $0.refused[action] = "InternalFailure"
            }
            try await aws.expect(0, of: line, at: terminal, in: app, ["AWS_MAX_ATTEMPTS": "1"])
            #expect(terminal.errors.contains(words), "\(terminal.screen)")
        }
    }

    @Test func whatWasNotBegunIsTheFailureThatItIs() async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(nil))
        try await StackApp.with { app in
            try await aws.expect(0, of: "deploy shop --yes", in: app)
            aws.change { $0.undone["DeleteStack"] = "InternalFailure" }
            try await aws.expect(1, of: "destroy shop --yes", at: terminal, in: app, ["AWS_MAX_ATTEMPTS": "1"])
            #expect(terminal.errors.contains("InternalFailure"), "\(terminal.screen)")
            #expect(aws.statuses == ["CREATE_COMPLETE"])
        }
    }

    @Test func aStackThatIsBusyIsFollowedToAFailure() async throws {
        let (aws, busy, terminal) = (ScriptedAWS(), Terminal(nil), Terminal(nil))
        try await StackApp.with { app in
            try await aws.expect(0, of: "deploy shop --yes", in: app)
            aws.change { $0.stacks[0].status = "UPDATE_IN_PROGRESS" }
            try await aws.expect(1, of: "deploy shop --yes --force", at: busy, in: app)
            #expect(
                busy.errors.contains("shop is in UPDATE_IN_PROGRESS state and can not be updated; `events shop -f`"))
            // Between what is shown and what is followed.
            aws.before("DescribeStackEvents") {
                aws.before("DescribeStackEvents") { aws.change { $0.finish("shop", as: "UPDATE_ROLLBACK_COMPLETE") } }
            }
            try await aws.expect(1, of: "events shop -f", at: terminal, in: app)
            #expect(terminal.errors.contains("shop failed: UPDATE_ROLLBACK_COMPLETE"), "\(terminal.errors)")
        }
    }

    @Test func whatTheTableOfEventsShowsIsNotToldAgain() async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(nil))
        try await StackApp.with { app in
            try await aws.expect(0, of: "deploy shop --yes", in: app)
            aws.change { state in
                state.stacks[0].status = "UPDATE_IN_PROGRESS"
                state.stacks[0].events.removeLast()
            }
            aws.before("DescribeStackEvents") {
                aws.before("DescribeStackEvents") { aws.change { $0.finish("shop", as: "UPDATE_COMPLETE") } }
            }
            try await aws.expect(0, of: "events shop -f", at: terminal, in: app)
            #expect(terminal.output.contains("CREATE_COMPLETE"), "\(terminal.output)")
            // The three resources of the stack, and the stack itself.
            #expect(terminal.errors.count { $0 == "✓" } == 4, "\(terminal.errors)")
        }
    }

    @Test func eventsOfAStackThatIsOnlyReviewedEnd() async throws {
        let aws = ScriptedAWS()
        try await StackApp.with { app in
            aws.change { $0.stacks.append(.init(id: "arn:shop", name: "shop", status: "REVIEW_IN_PROGRESS")) }
            try await aws.expect(0, of: "events shop -f", in: app)
        }
    }

    @Test func missingParametersAreShownByDiffAndRefusedByDeploy() async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(nil))
        try await StackApp.with(StackApp(parameter: "Size")) { app in
            try await aws.expect(0, of: "diff shop", at: terminal, in: app)
            #expect(
                terminal.output.hasSuffix(
                    "\nParameters without a value: Size. `deploy` takes them: --parameters NAME=VALUE\n"))
            try await aws.expect(2, of: "deploy shop --yes", in: app)
        }
    }

    @Test func aBootstrapStackThatOursCannotReachIsSaidSo() async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(nil))
        try await StackApp.with(StackApp(bootstrap: 31)) { app in
            try await aws.expect(1, of: "deploy shop --yes", at: terminal, in: app)
            #expect(
                terminal.errors.hasSuffix("  `bootstrap` of sluice provides version 30, which is not new enough.\n"),
                "\(terminal.errors)")
        }
    }
}
