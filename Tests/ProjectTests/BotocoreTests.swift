import Foundation
import PipelineAPI
import Project
import TestSupport
import Testing

struct BotocoreTests {
    /// Whether `python3` can import botocore.
    static let isInstalled = (try? run("import botocore", [])) == ""

    /// Runs a script of Python's and answers what it says, errors included.
    private static func run(_ script: String, _ arguments: [String]) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script] + arguments
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: said, as: UTF8.self)
    }

    private static let validation = """
        import json, sys, botocore.session, botocore.validate
        model = botocore.session.get_session().get_service_model('codepipeline').operation_model('CreatePipeline')
        report = botocore.validate.ParamValidator().validate(json.load(open(sys.argv[1])), model.input_shape)
        print(report.generate_report(), end='')
        """

    @Test(
        .enabled(if: isInstalled, "no python3 with botocore"),
        arguments: [shortForm, WireFormTests.full])
    func whatAProjectDeclaresIsAcceptedByCreatePipeline(_ text: String) async throws {
        let declaration = try Project.read(text).declaration
        try await withScratchDirectory { folder in
            let file = folder.appending(path: "input.json")
            for pipeline in [declaration, declaration.normalized(region: "us-east-1")] {
                try WireFormat.encoder().encode(CreatePipeline.Input(pipeline: pipeline)).write(to: file)
                let said = try Self.run(Self.validation, [file.path])
                #expect(said == "")
            }
        }
    }

    @Test(.enabled(if: isInstalled, "no python3 with botocore"))
    func theRefereeIsAwake() async throws {
        try await withScratchDirectory { folder in
            let file = folder.appending(path: "input.json")
            try Data(#"{"pipeline": {"name": "shop"}}"#.utf8).write(to: file)
            let said = try Self.run(Self.validation, [file.path])
            #expect(said.contains("Missing required parameter"))
        }
    }

    private static let shortForm = """
        pipeline: shop
        mode: queued
        variables: { Greeting: hello, Version: }
        source: { branch: main, clone: true }
        triggers:
          - providerType: CodeStarSourceConnection
            gitConfiguration: { sourceActionName: Source, push: [{ tags: { includes: [v*] } }] }
        stages:
          Build:
            Unit: { buildspec: ci/unit.yml, environment: { NODE_ENV: test }, outputs: [App] }
            Lint: { commands: [make lint], exports: [COUNT], outputs: { Report: [lint.txt] } }
            onFailure: { result: RETRY, retryConfiguration: { retryMode: ALL_ACTIONS } }
          Release:
            Approve: { approval: "Look at #{SourceVariables.CommitId}", timeout: 60 }
          Environments:
            wave: [dev, test]
            steps:
              Prepare: { commands: ["echo #{variables.Greeting}"], inputs: [App] }
              Deploy: { commands: ["deploy ${environment}"], inputs: [App] }
        """
}
