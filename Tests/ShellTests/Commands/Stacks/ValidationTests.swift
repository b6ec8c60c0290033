import Foundation
import Testing

@testable import Shell

@Suite("What an app says against itself", .timeLimit(.minutes(10)))
struct ValidationTests {
    private func write(_ conclusion: String, severity: String = "custom", in app: URL) throws {
        let report = """
            {"version": "55.0.0", "pluginReports": [{"pluginName": "rules", "conclusion": "\(conclusion)", "violations": [
              {"ruleName": "T1", "description": "Topics are encrypted", "suggestedFix": "set masterKey",
                "severity": "\(severity)", "customSeverity": "high", "violatingConstructs": [
                  {"constructPath": "shop/Topic/Resource", "cloudFormationResource": {"logicalId": "Topic1",
                    "templatePath": "shop.template.json", "propertyPaths": ["Properties/KmsMasterKeyId"]}},
                  {"constructPath": "shopping/Topic/Resource"}]},
              {"ruleName": "T2", "description": "Not this stack's", "severity": "error", "violatingConstructs": [
                {"constructPath": "other/Queue"}]}]}]}
            """
        try Data(report.utf8).write(to: app.appending(path: "assembly/validation-report.json"))
    }

    private let words = """
        high: Topics are encrypted (rules::T1)
          shop/Topic/Resource: Topic1 in shop.template.json, Properties/KmsMasterKeyId
          how to fix it: set masterKey

        """

    @Test(arguments: ["deploy shop --yes", "synth"]) func aFailedValidationIsShownAndStops(_ line: String) async throws
    {
        let (aws, terminal) = (ScriptedAWS(), Terminal(nil))
        try await StackApp.with { app in
            try write("failure", in: app)
            try await aws.expect(1, of: line, at: terminal, in: app)
            expectSame(terminal.errors, words + "Synthesis finished with errors\n")
            expectSame(aws.calls, [])
        }
    }

    @Test func aValidationThatPassedIsShownAndStopsNothing() async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(nil))
        try await StackApp.with { app in
            try write("success", in: app)
            try await aws.expect(0, of: "deploy shop --yes", at: terminal, in: app)
            #expect(terminal.errors.hasPrefix(words))
        }
    }

    @Test func aReportThatCannotBeReadIsNoPass() async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(nil))
        try await StackApp.with { app in
            try Data("{}".utf8).write(to: app.appending(path: "assembly/validation-report.json"))
            try await aws.expect(1, of: "deploy shop --yes", at: terminal, in: app)
            #expect(terminal.errors.hasPrefix("validation-report.json of the cloud assembly is not as it should be"))
        }
    }

    @Test func anErrorOfAStackThatNobodyChoseStopsNothing() async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(nil))
        try await StackApp.with(StackApp(errorElsewhere: "Boom")) { app in
            for line in ["deploy shop --yes", "resources shop", "stacks", "destroy shop --yes"] {
                try await aws.expect(0, of: line, at: terminal, in: app)
            }
            #expect(!terminal.screen.contains("Boom"))
            try await aws.expect(1, of: "deploy other --yes", at: terminal, in: app)
            #expect(terminal.errors.hasSuffix("error: other/Queue: Boom\nSynthesis finished with errors\n"))
            try await aws.expect(1, of: "synth", in: app)
        }
    }

    @Test(arguments: [(true, Int32(1)), (false, 0)])
    func aSynthesisCountsTheStagesThatAreValidatedWithIt(_ validates: Bool, _ code: Int32) async throws {
        let aws = ScriptedAWS()
        try await StackApp.with(StackApp(errorElsewhere: "Boom", stageValidates: validates)) { app in
            try await aws.expect(code, of: "synth", in: app)
            try await aws.expect(0, of: "deploy shop --yes", in: app)
        }
    }
}
