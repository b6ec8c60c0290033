import Foundation
import TestSupport
import Testing

@testable import Shell

/// Stacks of the account that no app in the folder speaks of.
@Suite("Stacks that are not the app's", .timeLimit(.minutes(10)))
struct ForeignStackTests {
    /// An AWS that has the stack `shop`, and a folder without an app.
    private static func deployed(_ body: (ScriptedAWS, URL) async throws -> Void) async throws {
        let aws = ScriptedAWS()
        try await StackApp.with { try await aws.expect(0, of: "deploy shop --yes", in: $0) }
        try await withScratchDirectory { try await body(aws, $0) }
    }

    @Test(arguments: [
        ("events shop -n 1", "AWS::CloudFormation::Stack  shop"), ("outputs shop", "Name    shop-1"),
        ("resources shop", "Topic1    AWS::SNS::Topic   CREATE_COMPLETE  shop-Topic1"),
        ("template shop", #""DisplayName": "first""#),
    ])
    func theyAreShownByTheirName(_ line: String, _ words: String) async throws {
        let terminal = Terminal(nil)
        try await Self.deployed { aws, folder in
            try await aws.expect(0, of: line, at: terminal, in: folder)
            #expect(terminal.output.contains(words), "\(terminal.output)")
        }
    }

    @Test func driftIsDetectedInThemToo() async throws {
        let terminal = Terminal(nil)
        try await Self.deployed { aws, folder in
            try await aws.expect(1, of: "drift shop", at: terminal, in: folder)
            #expect(
                terminal.output.hasPrefix("MODIFIED  AWS::SNS::Topic  Topic1\n  /DisplayName: first → other\n"),
                "\(terminal.output)")
        }
    }

    @Test func destroySaysThatTheyAreNotTheAppsAndDeletesThemAfterAYes() async throws {
        let terminal = Terminal(["y"])
        try await Self.deployed { aws, folder in
            try await aws.expect(0, of: "destroy shop", at: terminal, in: folder)
            #expect(
                terminal.screen.hasPrefix(
                    "shop: deletes it from 123456789012/us-east-1; it is no stack of an app here\n"),
                "\(terminal.screen)")
            #expect(aws.statuses == ["DELETE_COMPLETE"])
        }
    }

    @Test func whereOneFailsThoseThatWereNotBegunAreNamed() async throws {
        let terminal = Terminal(nil)
        try await Self.deployed { aws, folder in
            aws.change { state in
                state.stacks.append(.init(id: "arn:depot", name: "depot", status: "CREATE_COMPLETE"))
                state.undone["DeleteStack"] = "AccessDenied"
            }
            try await aws.expect(1, of: "destroy shop depot --yes", at: terminal, in: folder)
            #expect(terminal.errors.contains("Not begun: depot\n"), "\(terminal.errors)")
        }
    }

    @Test(arguments: ["events", "drift", "destroy", "outputs", "resources"])
    func oneThatIsNowhereIsSaidSo(_ command: String) async throws {
        let terminal = Terminal(nil)
        try await Self.deployed { aws, folder in
            try await aws.expect(2, of: "\(command) depot", at: terminal, in: folder)
            #expect(terminal.errors.hasPrefix("Account 123456789012 has no stack 'depot' in us-east-1\n"))
        }
    }

    /// `sh` is a beginning of the app's `shop`, and the name of another stack.
    @Test func aNameThatIsWrittenOutIsNotTakenForABeginning() async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(["y"]))
        try await StackApp.with { app in
            try await aws.expect(0, of: "deploy shop --yes", in: app)
            aws.change { $0.stacks.append(.init(id: "arn:sh", name: "sh", status: "CREATE_COMPLETE")) }
            try await aws.expect(0, of: "destroy sh", at: terminal, in: app)
            #expect(aws.statuses == ["CREATE_COMPLETE", "DELETE_COMPLETE"])
        }
    }
}
