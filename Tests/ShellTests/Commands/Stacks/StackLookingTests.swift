import Foundation
import Testing

@testable import CloudFormation
@testable import Shell

/// Looking at what is deployed, whatever the app is like.
@Suite("Stacks without their app", .timeLimit(.minutes(10)))
struct StackLookingTests {
    /// An AWS that has the stack `shop`, whose app can be run no more.
    private static func broken(_ body: (ScriptedAWS, URL) async throws -> Void) async throws {
        let aws = ScriptedAWS()
        try await StackApp.with { app in
            try await aws.expect(0, of: "deploy shop --yes", in: app)
            try Data(#"{"app": "echo no such module; exit 7"}"#.utf8).write(to: app.appending(path: "cdk.json"))
            try await body(aws, app)
        }
    }

    @Test(arguments: [
        ("events shop -n 1", 0), ("outputs shop", 0), ("resources shop", 0), ("template shop", 0), ("drift shop", 1),
        ("destroy shop --yes", 0),
    ])
    func anAppThatCannotBeRunHidesNoStack(_ line: String, _ code: Int32) async throws {
        let terminal = Terminal(nil)
        try await Self.broken { aws, app in
            try await aws.expect(code, of: line, at: terminal, in: app)
            #expect(
                terminal.errors.contains(
                    """
                      no such module
                    the app ended with exit code 7: echo no such module; exit 7
                    Without the app, stacks are known by their names alone.

                    """), "\(terminal.errors)")
        }
    }

    @Test func whatNeitherKnowsIsSaidSo() async throws {
        let terminal = Terminal(nil)
        try await Self.broken { aws, app in
            try await aws.expect(2, of: "events depot", at: terminal, in: app)
            #expect(
                terminal.errors.hasSuffix("Account 123456789012 has no stack 'depot' in us-east-1\n"),
                "\(terminal.errors)")
        }
    }

    @Test(arguments: [("events shop -n 1", 0), ("destroy shop --yes", 1)])
    func theLastSynthesisKnowsItsStacks(_ line: String, _ runs: Int) async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(nil))
        try await StackApp.with { app in
            let script = "echo run >> runs; mkdir -p cdk.out; cp -R assembly/. cdk.out; test ! -e broken"
            try Data(script.utf8).write(to: app.appending(path: "app.sh"))
            try Data(#"{"app": "sh app.sh"}"#.utf8).write(to: app.appending(path: "cdk.json"))
            aws.change { $0.cache = app.appending(path: "cache") }
            try await aws.expect(0, of: "deploy shop --yes", in: app)
            try Data().write(to: app.appending(path: "broken"))
            try FileManager.default.removeItem(at: app.appending(path: "runs"))
            try await aws.expect(0, of: line, at: terminal, in: app)
            let log = try? String(contentsOf: app.appending(path: "runs"), encoding: .utf8)
            #expect((log ?? "").split(separator: "\n").count == runs)
            #expect(
                terminal.errors.contains("What is known of its stacks is from its last synthesis.") == (runs > 0),
                "\(terminal.errors)")
        }
    }

    /// As `aws cloudformation` prints them.
    @Test(arguments: [
        ("events shop -n 1", 0, #""Timestamp" : "2026-01-31T12:00:"#),
        ("resources shop", 0, #""LogicalResourceId" : "Topic1","#),
        ("outputs shop", 0, #""OutputKey" : "Name","#),
        ("drift shop", 1, #""PropertyPath" : "/DisplayName""#), ("diff shop", 0, #""StackName" : "shop""#),
        ("stacks", 0, #""name" : "aws://unknown-account/"#),
    ])
    func theAnswersHaveTheShapesOfTheAPI(_ line: String, _ code: Int32, _ words: String) async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(nil))
        try await StackApp.with { app in
            try await aws.expect(0, of: "deploy shop --yes", in: app)
            try await aws.expect(code, of: "\(line) --json", at: terminal, in: app)
            #expect(terminal.output.contains(words), "\(terminal.output)")
            #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(terminal.output.utf8)) }
        }
    }

    @Test func aDifferenceIsTheChangesOfAChangeSet() async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(nil))
        try await StackApp.with { app in
            try await aws.expect(0, of: "deploy shop --yes", in: app)
            try StackApp(topic: "second", statements: 2, tags: ["team": "shop"]).write(to: app)
            try await aws.expect(0, of: "diff shop --json", at: terminal, in: app)
            let all = try JSONDecoder().decode([TemplateValue].self, from: Data(terminal.output.utf8))
            let answer = try #require(all.first)
            #expect(answer["StackName"]?.text == "shop" && answer["ChangeSetType"]?.text == "UPDATE")
            #expect(answer["BroadensPermissions"] == .bool(true))
            let changes = answer["Changes"]?.list?.compactMap { $0["ResourceChange"] } ?? []
            expectSame(changes.compactMap { $0["LogicalResourceId"]?.text }, ["Policy1", "Topic1"])
            let topic = try #require(changes.last)
            #expect(topic["Action"]?.text == "Modify" && topic["Replacement"]?.text == "False")
            expectSame(
                topic["Details"]?.list?.first?["Target"],
                .object([
                    "Attribute": .string("Properties"), "Name": .string("DisplayName"), "Path": .string("DisplayName"),
                    "RequiresRecreation": .string("Never"), "BeforeValue": .string("first"),
                    "AfterValue": .string("second"),
                ]))
            expectSame(
                answer["OtherChanges"],
                .list([
                    .object([
                        "Section": .string("Settings"), "Name": .string("tag team"), "AfterValue": .string("shop"),
                    ])
                ]))
            try await aws.expect(1, of: "diff 'sh*' --fail", in: app)
            for line in ["diff --json", "diff --fail", "diff shop --all", "diff shop --stat"] {
                try await aws.expect(2, of: line, in: app)
            }
        }
    }

    /// A parameter whose value is a name in Systems Manager may mean another value at any time.
    @Test func whatOnlyCloudFormationKnowsIsNoDifference() async throws {
        let (aws, terminal, json) = (ScriptedAWS(), Terminal(nil), Terminal(nil))
        try await StackApp.with(StackApp(parameter: "Image")) { app in
            let template = app.appending(path: "assembly/shop.template.json")
            let text = try String(contentsOf: template, encoding: .utf8).replacing(
                #"{"Type": "String"}"#, with: #"{"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/image"}"#)
            try Data(text.utf8).write(to: template)
            try await aws.expect(0, of: "deploy shop --yes", in: app)
            try await aws.expect(0, of: "diff shop --fail", at: terminal, in: app)
            expectSame(terminal.screen, "shop: nothing is seen to change; only CloudFormation knows\n")
            try await aws.expect(0, of: "diff shop --json", at: json, in: app)
            #expect(!json.output.contains("ChangeSetType"), "\(json.output)")
        }
    }

    @Test func aStackThatIsWorkedOnIsComparedAllTheSame() async throws {
        let (aws, terminal, unchanged) = (ScriptedAWS(), Terminal(nil), Terminal(nil))
        try await StackApp.with { app in
            try await aws.expect(0, of: "deploy shop --yes", in: app)
            aws.change { $0.stacks[0].status = "UPDATE_IN_PROGRESS" }
            try await aws.expect(0, of: "diff shop --fail", at: unchanged, in: app)
            expectSame(unchanged.screen, "shop: nothing changes (now UPDATE_IN_PROGRESS)\n")
            try StackApp(topic: "second").write(to: app)
            try await aws.expect(1, of: "diff shop --fail", at: terminal, in: app)
            #expect(
                terminal.screen.hasPrefix(
                    "shop: updates it in 123456789012/us-east-1 (now UPDATE_IN_PROGRESS)\n"), "\(terminal.screen)")
            #expect(terminal.screen.contains("Topic1") && !terminal.screen.contains("Role1"), "\(terminal.screen)")
        }
    }

    @Test(arguments: ["events", "outputs", "resources", "drift"])
    func aStackThatIsNotDeployedIsNotShownAsIfItWere(_ command: String) async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(nil))
        try await StackApp.with { app in
            try await aws.expect(2, of: "\(command) shop", at: terminal, in: app)
            expectSame(
                terminal.screen,
                """
                shop is not deployed in 123456789012/us-east-1.
                  `diff shop` shows what `deploy shop` would make.

                """)
        }
    }
}
