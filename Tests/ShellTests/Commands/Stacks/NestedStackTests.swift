import Foundation
import Testing

@testable import Shell

@Suite("deploy STACK with a stack nested in it", .timeLimit(.minutes(10)))
struct NestedStackTests {
    private static func deployed(_ nested: [String], _ body: (ScriptedAWS, URL) async throws -> Void) async throws {
        let aws = ScriptedAWS()
        try await StackApp.with(StackApp(nested: nested)) { app in
            try await aws.expect(0, of: "deploy shop --yes", in: app)
            try await body(aws, app)
        }
    }

    @Test func whatChangesInItIsShownAndItsEventsAreToldWithItsConstructs() async throws {
        let terminal = Terminal(["y"])
        try await Self.deployed(["Fast1"]) { aws, app in
            try StackApp(topic: "second", nested: ["Slow1"]).write(to: app)
            try await aws.expect(0, of: "deploy shop", at: terminal, in: app)
            #expect(
                terminal.screen.contains(
                    """
                    Nested stack shop/Cache (Cache1)
                      Resources
                      [-]  AWS::SNS::Topic  shop/Cache/Fast1  Fast1  destroy
                      [+]  AWS::SNS::Topic  shop/Cache/Slow1  Slow1

                    """))
            #expect(terminal.screen.contains("AWS::SNS::Topic  shop/Cache/Slow1  in 1.0 s\n"))
            #expect(!terminal.screen.contains("Go on with shop?"))
        }
    }

    @Test func losingSomethingInItIsDestructive() async throws {
        try await Self.deployed(["Fast1"]) { aws, app in
            try StackApp(topic: "second", nested: ["Slow1"]).write(to: app)
            try await aws.expect(3, of: "deploy shop --require-approval destructive", in: app)
            try StackApp(topic: "second", nested: ["Fast1", "More1"]).write(to: app)
            try await aws.expect(0, of: "deploy shop --require-approval destructive", in: app)
        }
    }

    @Test(arguments: [("True", "replace"), ("Conditional", "may be replaced")])
    func whatOnlyItsChangeSetKnowsIsAskedAbout(_ replacement: String, _ words: String) async throws {
        let terminal = Terminal(["y", "n"])
        try await Self.deployed(["Fast1"]) { aws, app in
            aws.change { $0.replaced = ["Fast1": replacement] }
            try StackApp(topic: "second", nested: ["Fast1"]).write(to: app)
            try await aws.expect(1, of: "deploy shop", at: terminal, in: app)
            #expect(
                terminal.screen.contains(
                    """
                    shop: CloudFormation's change set does more than the templates show:
                      [~]  AWS::SNS::Topic shop/Cache/Fast1 Cache1/Fast1  \(words)
                    Go on with shop? [y/n] n

                    """), "\(terminal.screen)")
        }
    }

    @Test func itIsUnchangedWithoutAChangeSet() async throws {
        let terminal = Terminal(nil)
        try await Self.deployed(["Fast1"]) { aws, app in
            try await aws.expect(0, of: "deploy shop", at: terminal, in: app)
            #expect(terminal.screen.hasPrefix("✓ shop  (no changes)\n"))
        }
    }
}
