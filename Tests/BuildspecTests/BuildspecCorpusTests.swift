import Buildspec
import Foundation
import TestSupport
import Testing

/// Real buildspecs, written by other people.
@Suite(.enabled(if: Corpus.directory != nil, "no corpus: set SLUICE_CORPUS")) struct BuildspecCorpusTests {
    static let folder = Corpus.directory?.appending(path: "buildspec")

    static let files: [String] = {
        let names = folder.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0.path) } ?? []
        return names.filter { $0 != "INDEX.md" }.sorted()
    }()

    /// The files that CodeBuild refuses, or that are no buildspec; the messages of the first two are CodeBuild's own.
    static let refused = [
        "aws-samples__bedrock-chat__deploy-601ae98.json": "did not find expected ',' or ']' at line 19",
        "aws__sagemaker-chainer-container__buildspec-2c307fe.yml":
            "Expected Commands[4] to be of string type: found subkeys instead at line 23, "
            + "value of the key tag on line 22 might be empty",
        "aws-samples__aws-serverless-samfarm__api.yml": "version '0.0' is not supported: expected 0.1 or 0.2",
        "aws__deep-learning-containers__mxnet-training.yml": "unknown tag !join at line 11",
        "comcalvi__aws-cdk__cdk-security-check.cfn.json": "wrong number of container tags, expected 1",
    ]

    private func text(_ file: String) throws -> String {
        let folder = try #require(Self.folder)
        return String(decoding: try Data(contentsOf: folder.appending(path: file)), as: UTF8.self)
    }

    @Test(arguments: files) func isReadOrRefusedInWords(_ file: String) throws {
        let text = try text(file)
        if let message = Self.refused[file] {
            let error = #expect(throws: BuildspecError.self) { try Buildspec.parse(text) }
            #expect(error?.message == message)
        } else {
            #expect(throws: Never.self) { try Buildspec.parse(text) }
        }
    }

    @Test(arguments: files.filter { $0.contains("cdk-s") || $0.contains("cdk-file") || $0.contains("cdk-exp") })
    func whatCDKWritesGivesNoWarning(_ file: String) throws {
        guard Self.refused[file] == nil else { return }
        #expect(try Buildspec.parse(text(file)).warnings.isEmpty)
    }
}
