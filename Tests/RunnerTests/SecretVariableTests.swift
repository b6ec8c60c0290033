import Foundation
import SystemPackage
import TestSupport
import Testing
import Zip

@testable import Runner

@Suite struct SecretVariableTests {
    private static let buildspec = """
        version: 0.2
        env:
          variables: {STAGE: test, PLAIN: '1'}
          parameter-store: {REGION: '/${STAGE}/region', PLACE: /place}
          secrets-manager: {TOKEN: '$TOKEN_ARN:key', PASSWORD: shop/db:password}
        phases: {build: {commands: ['true']}}
        """

    private func asked(_ buildspec: String?, in scratch: URL, _ configure: (inout BuildRequest) -> Void = { _ in })
        throws -> [String]
    {
        let build = try TestBuild(buildspec, in: scratch, configure: configure)
        try build.write(Self.buildspec, "buildspec.yml")
        return try build.directory.request().secretVariables().map { "\($0.name) \($0.type.rawValue) \($0.value)" }
    }

    private static let all = [
        "PASSWORD SECRETS_MANAGER shop/db:password", "PLACE PARAMETER_STORE /place",
        "REGION PARAMETER_STORE /test/region", "TOKEN SECRETS_MANAGER arn:key",
    ]

    private func setARN(_ request: inout BuildRequest) {
        request.projectVariables = [.init(name: "TOKEN_ARN", value: "arn")]
    }

    @Test func namesInBuildspecsAreExpandedWithPlainVariables() async throws {
        for buildspec in [Self.buildspec, nil] {
            try await withScratchDirectory { scratch in
                let asked = try asked(buildspec, in: scratch, setARN)
                #expect(asked == Self.all)
            }
        }
    }

    @Test func variablesOfProjectAndBuildAskTooAndReplaceThoseOfTheBuildspec() async throws {
        try await withScratchDirectory { scratch in
            let asked = try asked(nil, in: scratch) { request in
                request.projectVariables = [.init(name: "TOKEN", value: "plain"), .init(name: "A", value: "x")]
                request.overrideVariables = [
                    .init(name: "PLACE", value: "other", type: .secretsManager),
                    .init(name: "A", value: "a", type: .parameterStore), .init(name: "PASSWORD", value: "p"),
                ]
            }
            #expect(
                asked == [
                    "A PARAMETER_STORE a", "PLACE SECRETS_MANAGER other", "REGION PARAMETER_STORE /test/region",
                ])
        }
    }

    @Test(arguments: ["ci/unit.yml", "./ci/../ci/unit.yml", "link.yml"])
    func aBuildspecIsReadInTheSourcesArchive(path: String) async throws {
        try await withScratchDirectory { scratch in
            let folder = scratch.appending(path: "packed/ci")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(Self.buildspec.utf8).write(to: folder.appending(path: "unit.yml"))
            try FileManager.default.createSymbolicLink(
                atPath: scratch.appending(path: "packed/link.yml").path, withDestinationPath: "ci/unit.yml")
            let archive = scratch.appending(path: "source.zip")
            try ZipWriter.pack(FilePath(scratch.appending(path: "packed").path), into: FilePath(archive.path))
            let asked = try asked(path, in: scratch) { request in
                request.sourceArchive = archive.path
                setARN(&request)
            }
            #expect(asked == Self.all)
        }
    }

    @Test(arguments: ["missing.yml", "version: 0.2\nenv: [secrets-manager]\n", "{", "../../etc/passwd"])
    func aBuildspecThatCannotBeReadAsksForNothing(text: String) async throws {
        try await withScratchDirectory { scratch in
            let asked = try asked(text, in: scratch)
            #expect(asked == [])
        }
    }

    @Test func aRefusalFailsTheBuildInItsWordsBeforeTheFirstCommand() async throws {
        try await withScratchDirectory { scratch in
            let build = try TestBuild(
                "version: 0.2\nenv: {secrets-manager: {A: a}}\nphases: {build: {commands: ['echo ran']}}", in: scratch)
            let secrets = BuildSecrets(refusals: ["A": "the credentials are locked"])
            try TestBuild.launcher.start(build.directory, secrets: secrets)
            let result = try await build.result()
            #expect(result.failure?.phase == .downloadSource)
            #expect(result.failure?.code == "Secrets Manager Error")
            #expect(result.failure?.message == "the credentials are locked (variable A)")
            #expect(try build.output() == [])
        }
    }

    @Test func anExportedValueShowsNoSecret() async throws {
        let text = """
            version: 0.2
            env: {secrets-manager: {TOKEN: token}, exported-variables: [URL, TOKEN, PLAIN]}
            phases: {build: {commands: ['URL="https://ann:$TOKEN@host/"; PLAIN=7']}}
            """
        try await run(text, secrets: ["TOKEN": "correct-horse"]) { result, build in
            #expect(
                result.exportedVariables == [
                    .init(name: "URL", value: "https://ann:***@host/"), .init(name: "PLAIN", value: "7"),
                ])
            #expect(result.warnings.contains { $0.contains("URL has a secret in it") })
        }
    }

    @Test func aServicesVariableWinsOverASecretOfItsName() async throws {
        try await run(
            spec("echo $CODEBUILD_BUILD_NUMBER $AWS_REGION"),
            secrets: ["CODEBUILD_BUILD_NUMBER": "x", "AWS_REGION": "y"],
            configure: { $0.serviceVariables = ["AWS_REGION": "us-east-1"] }
        ) { _, build in
            let output = try build.output()
            #expect(output == ["7 us-east-1"])
        }
    }

    @Test func aCommandThatCrashesLeavesNoDumpOfASecret() async throws {
        try await run(spec("ulimit -c"), secrets: ["TOKEN": "correct-horse"]) { _, build in
            let output = try build.output()
            #expect(output == ["0"])
        }
    }
}
