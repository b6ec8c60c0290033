import Foundation
import Testing

@testable import Shell

@Suite("What cdk.json says of deploying", .timeLimit(.minutes(10)))
struct AppSettingsTests {
    private func say(_ settings: String, in app: URL) throws {
        try Data(#"{"app": "assembly", \#(settings)}"#.utf8).write(to: app.appending(path: "cdk.json"))
    }

    @Test func itsTagsTakeThePlaceOfTheAppsAndGiveWayToTheCommandLine() async throws {
        let aws = ScriptedAWS()
        try await StackApp.with(StackApp(tags: ["owner": "app"])) { app in
            try await aws.expect(0, of: "deploy shop --yes", in: app)
            #expect(aws.tags == ["owner": "app"])
            try say(#""tags": [{"Key": "team", "Value": "shop"}]"#, in: app)
            try await aws.expect(0, of: "deploy shop --yes", in: app)
            #expect(aws.tags == ["team": "shop"])
            try await aws.expect(0, of: "deploy shop --yes -t stage=dev", in: app)
            #expect(aws.tags == ["stage": "dev"])
        }
    }

    @Test func itsFileForOutputsIsWritten() async throws {
        let aws = ScriptedAWS()
        try await StackApp.with { app in
            try say(#""outputsFile": "out.json""#, in: app)
            try await aws.expect(0, of: "deploy shop --yes", in: app)
            #expect(FileManager.default.fileExists(atPath: app.appending(path: "out.json").path))
        }
    }

    @Test(arguments: [("deploy shop --yes", "CREATE_FAILED"), ("deploy shop --yes --rollback", "ROLLBACK_COMPLETE")])
    func whatFailedStaysWhereItSaysSo(_ line: String, _ status: String) async throws {
        let aws = ScriptedAWS()
        try await StackApp.with { app in
            try say(#""rollback": false"#, in: app)
            aws.change { $0.failing = ("Topic1", "no", nil) }
            try await aws.expect(1, of: line, in: app)
            #expect(aws.statuses == [status])
        }
    }

    @Test func itsProfileIsTheOneThatDeploys() async throws {
        let aws = ScriptedAWS()
        try await StackApp.with { app in
            try await aws.expect(0, of: "deploy shop --yes", in: app)
            #expect(aws.profiles.isEmpty)
            try say(#""profile": "shop""#, in: app)
            try await aws.expect(0, of: "deploy shop", in: app)
            #expect(Set(aws.profiles) == ["shop"])
        }
    }

    @Test func whatIsNotHeededIsSaid() async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(nil))
        try await StackApp.with { app in
            try say(#""proxy": "http://proxy", "staging": false, "progress": "events""#, in: app)
            try await aws.expect(0, of: "deploy shop --yes", at: terminal, in: app)
            #expect(terminal.errors.hasPrefix("warning: cdk.json says proxy, staging, which sluice does not heed\n"))
        }
    }

    @Test(arguments: ["deploy --yes", "deploy --require-approval never"])
    func anAppWithoutAPipelineDeploysItsOnlyStack(_ line: String) async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(nil))
        try await StackApp.with { app in
            try await aws.expect(0, of: line, in: app)
            #expect(aws.calls.last == "execute shop")
            try StackApp(errorElsewhere: "Boom").write(to: app)
            try await aws.expect(2, of: line, at: terminal, in: app)
            #expect(terminal.errors.hasPrefix("Since this app includes more than a single stack, specify which"))
        }
    }

    @Test(arguments: [([String: String](), "aws-cdk-ada"), (["CDK_ROLE_SESSION_NAME": "ci@shop"], "ci@shop")])
    func rolesAreAssumedUnderTheNameOfTheCDK(_ variables: [String: String], _ name: String) async throws {
        let aws = ScriptedAWS()
        try await StackApp.with { app in
            try await aws.expect(0, of: "deploy shop --yes", in: app, variables)
            #expect(aws.sessionNames == [name])
        }
    }
}
