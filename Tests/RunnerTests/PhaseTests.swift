import Foundation
import Runner
import Testing

/// What follows what, and what a failure leads to.
@Suite struct PhaseTests {
    private func phases(_ result: BuildResult) -> [String] {
        result.phases.map { "\($0.phaseType.rawValue) \($0.phaseStatus?.rawValue ?? "-")" }
    }

    @Test func afterAFailedBuildPostBuildAndUploadFollow() async throws {
        let text = """
            version: 0.2
            phases:
              build: {commands: ['echo made > a.txt', 'echo one; exit 3', 'echo never']}
              post_build: {commands: ['echo "succeeding: $CODEBUILD_BUILD_SUCCEEDING, last: $CODEBUILD_LAST_EXIT"']}
            artifacts: {files: [a.txt]}
            """
        try await run(text, configure: { $0.outputs = [.init(name: "Out")] }) { result, build in
            #expect(
                phases(result) == [
                    "DOWNLOAD_SOURCE SUCCEEDED", "INSTALL SUCCEEDED", "PRE_BUILD SUCCEEDED", "BUILD FAILED",
                    "POST_BUILD SUCCEEDED", "UPLOAD_ARTIFACTS SUCCEEDED", "FINALIZING SUCCEEDED", "COMPLETED -",
                ])
            #expect(result.status == .failed)
            let failure = try #require(result.failure)
            #expect(failure.message == "Error while executing command: echo one; exit 3. Reason: exit status 3")
            #expect(failure.code == "COMMAND_EXECUTION_ERROR")
            #expect([failure.commandIndex, failure.commandCount, failure.exitStatus] == [2, 3, 3])
            #expect(failure.lastLines == ["one"])
            let output = try build.output()
            #expect(output == ["one", "succeeding: 0, last: 3"])
            #expect(build.artifact("Out") == ["a.txt"])
        }
    }

    @Test func afterAFailedPreBuildItsFinallyAndNothingElseRuns() async throws {
        let text = """
            version: 0.2
            phases:
              pre_build: {commands: ['false'], finally: ['echo finally']}
              build: {commands: [echo never]}
            """
        try await run(text) { result, build in
            #expect(
                phases(result) == [
                    "DOWNLOAD_SOURCE SUCCEEDED", "INSTALL SUCCEEDED", "PRE_BUILD FAILED", "FINALIZING SUCCEEDED",
                    "COMPLETED -",
                ])
            let output = try build.output()
            #expect(output == ["finally"])
        }
    }

    @Test(arguments: [
        ("ABORT", ["DOWNLOAD_SOURCE", "INSTALL", "PRE_BUILD", "BUILD", "FINALIZING", "COMPLETED"], BuildStatus.failed),
        (
            "CONTINUE",
            [
                "DOWNLOAD_SOURCE", "INSTALL", "PRE_BUILD", "BUILD", "POST_BUILD", "UPLOAD_ARTIFACTS", "FINALIZING",
                "COMPLETED",
            ], .succeeded
        ),
    ]) func onFailureDecides(_ value: String, _ reached: [String], _ status: BuildStatus) async throws {
        let text = "version: 0.2\nphases: {build: {on-failure: \(value), commands: ['false']}}"
        try await run(text) { result, _ in
            #expect(result.phases.map(\.phaseType.rawValue) == reached)
            #expect(result.status == status)
        }
    }

    @Test func aPhaseIsRetriedWhileItsFailureMatches() async throws {
        let text = """
            version: 0.2
            phases:
              build:
                on-failure: RETRY-5-try again
                commands: ['echo x >> count; test $(wc -l < count) -ge 3 || { echo try again; exit 1; }']
            """
        try await run(text) { result, build in
            #expect(result.status == .succeeded)
            #expect(result.failure == nil)
            let output = try build.output()
            #expect(output == ["try again", "try again"])
        }
    }

    @Test func aFailureThatDoesNotMatchIsNotRetried() async throws {
        let text = "version: 0.2\nphases: {build: {on-failure: RETRY-5-network, commands: ['echo x; exit 1']}}"
        try await run(text) { result, build in
            #expect(result.status == .failed)
            let output = try build.output()
            #expect(output == ["x"])
        }
    }

    struct Refusal: CustomTestStringConvertible, Sendable {
        var text: String?
        var code = "YAML_FILE_ERROR"
        var message: String
        var testDescription: String { message }
    }

    @Test(arguments: [
        Refusal(text: nil, message: "YAML file does not exist"),
        Refusal(text: "other.yml", message: "stat other.yml: no such file or directory"),
        Refusal(text: "version: 0.2\n- x\n", message: "did not find expected key at line 1"),
        Refusal(
            text: "version: 0.2\nphases: {install: {runtime-versions: {docker: 19}}}\n",
            message: "Unknown runtime named 'docker'. This build image has the following runtimes: "),
        Refusal(
            text: "version: 0.2\nenv: {parameter-store: {A: /a}}\nphases: {}\n", code: "Decrypted Variables Error",
            message: "parameter does not exist: /a"),
        Refusal(
            text: "version: 0.2\nenv: {secrets-manager: {A: 's:key'}}\nphases: {}\n", code: "Secrets Manager Error",
            message: "secret does not exist: s:key"),
        Refusal(
            text: "version: 0.2\nenv: {shell: powershell.exe}\nphases: {build: {commands: [ls]}}\n",
            code: "CLIENT_ERROR", message: "phase build: Windows buildspecs cannot run here"),
    ]) func whatCannotRunIsRefusedBeforeTheFirstCommand(_ refusal: Refusal) async throws {
        try await run(refusal.text ?? "") { result, build in
            #expect(phases(result) == ["DOWNLOAD_SOURCE FAILED", "FINALIZING SUCCEEDED", "COMPLETED -"])
            #expect(result.failure?.code == refusal.code)
            let expected = refusal.message.replacing("SOURCE", with: path(build.source))
            #expect(result.failure?.message.hasPrefix(expected) == true)
        }
    }

    @Test func exportedVariablesNeedNoExport() async throws {
        let text = """
            version: 0.2
            env: {exported-variables: [TAG, NEVER, AWS_THING], variables: {AWS_THING: x}}
            phases: {post_build: {commands: ["TAG='v 1'"]}}
            """
        try await run(text) { result, _ in
            #expect(result.exportedVariables.map(\.name) == ["TAG"])
            #expect(result.exportedVariables.map(\.value) == ["v 1"])
            #expect(
                result.warnings == [
                    "exported-variables: NEVER was never set", "exported-variables: AWS_THING can't be exported",
                ])
        }
    }

    @Test func variablesWinByTheirOrigin() async throws {
        let text =
            "version: 0.2\nenv: {variables: {A: spec, B: spec, C: '$A'}}\nphases: {build: {commands: ['echo $A $B $C $CODEBUILD_BUILD_NUMBER']}}"
        try await run(
            text,
            configure: {
                $0.environment["A"] = "image"
                $0.projectVariables = [.init(name: "B", value: "project")]
                $0.overrideVariables = [
                    .init(name: "A", value: "override"), .init(name: "CODEBUILD_BUILD_NUMBER", value: "0"),
                ]
            }
        ) { _, build in
            let output = try build.output()
            #expect(output == ["override project $A 7"])
        }
    }

    @Test func globalInstallsStayInTheBuild() async throws {
        let text = spec("echo npm install -g x; echo $npm_config_prefix; echo $PATH")
        try await run(text) { _, build in
            let tools = path(build.directory.url) + "/tools"
            let output = try build.output()
            #expect(output.dropFirst() == [tools, "\(tools)/bin:/usr/local/bin:/usr/bin:/bin"])
        }
    }
}
