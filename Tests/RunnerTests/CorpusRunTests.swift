import Foundation
import Runner
import TestSupport
import Testing

/// Real buildspecs whose commands need nothing but a shell, or fail at the first tool that this machine lacks.
@Suite(.enabled(if: Corpus.directory != nil, "no corpus: set SLUICE_CORPUS")) struct CorpusRunTests {
    private func text(_ file: String) throws -> String {
        let folder = try #require(Corpus.directory)
        return String(decoding: try Data(contentsOf: folder.appending(path: "buildspec/\(file)")), as: UTF8.self)
    }

    /// Nothing is installed, pushed or called: the search path has the shell's own tools only.
    private func configure(_ request: inout BuildRequest) {
        request.environment["PATH"] = "/nonexistent"
    }

    @Test(arguments: [
        ("comcalvi__aws-cdk__cdk-version-only.json", BuildStatus.succeeded, ""),
        ("comcalvi__aws-cdk__cdk-self-mutate.json", .failed, "npm install -g aws-cdk@2"),
        ("comcalvi__aws-cdk__cdk-file-asset.json", .failed, "npm install -g cdk-assets"),
        ("comcalvi__aws-cdk__cdk-synth.json", .failed, ""),
        ("stelligent__mu__pipeline-newman-buildspec-test.yml", .failed, ""),
        ("aws__sagemaker-chainer-container__buildspec-2c307fe.yml", .failed, ""),
        ("aws__aws-for-fluent-bit__windows_fluent-bit.yml", .failed, ""),
    ]) func endsInAStatement(_ file: String, _ status: BuildStatus, _ command: String) async throws {
        try await run(text(file), configure: configure) { result, _ in
            #expect(result.status == status)
            #expect(result.phases.last?.phaseType == .completed)
            #expect(command.isEmpty || result.failure?.command?.hasPrefix(command) == true)
            #expect(status == .succeeded || result.failure?.message.isEmpty == false)
        }
    }

    @Test func exportedVariablesOfCDKArriveAtThePipeline() async throws {
        try await run(text("comcalvi__aws-cdk__cdk-exported-variables.json"), configure: configure) { result, _ in
            #expect(result.status == .succeeded)
            #expect(result.exportedVariables.count == 1)
        }
    }
}
