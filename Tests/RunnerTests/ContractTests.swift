import CustomDump
import Foundation
import TestSupport
import Testing

@testable import Runner

/// The files by which engine and runner know of each other. Those in `Fixtures` were written by format 1, and must stay
/// readable for as long as such builds may be lying about.
@Suite struct ContractTests {
    private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "Fixtures/format-1")

    private func copyOfFixtures(in scratch: URL) throws -> BuildDirectory {
        let copy = scratch.appending(path: "build", directoryHint: .isDirectory)
        try FileManager.default.copyItem(at: Self.fixtures, to: copy)
        return BuildDirectory(copy)
    }

    @Test func aRequestOfFormatOneIsReadAndWritten() throws {
        let directory = BuildDirectory(Self.fixtures)
        let request = try directory.request()
        #expect(request.buildID == "shop:0b6e2a52-6f0f-4a5e-9f5b-0d6f1f1c2f11")
        #expect(request.overrideVariables == [.init(name: "TOKEN", value: "shop/token", type: .secretsManager)])
        let golden = try String(contentsOf: Self.fixtures.appending(path: "request.json"), encoding: .utf8)
        expectNoDifference(String(decoding: try ContractCoding.encode(request), as: UTF8.self) + "\n", golden)
    }

    @Test func aResultOfFormatOneIsReadAndWritten() throws {
        let result = try #require(try BuildDirectory(Self.fixtures).result())
        #expect(result.failure?.lastLines == ["1 test failed"])
        let golden = try String(contentsOf: Self.fixtures.appending(path: "result.json"), encoding: .utf8)
        expectNoDifference(String(decoding: try ContractCoding.encode(result), as: UTF8.self) + "\n", golden)
    }

    @Test func aJournalOfFormatOneIsReadThoughItsLastLineIsTorn() throws {
        let journal = try BuildDirectory(Self.fixtures).journal()
        expectNoDifference(
            journal.map(\.event.rawValue),
            [
                "buildStarted", "phaseStarted", "phaseEnded", "phaseStarted", "commandStarted", "commandEnded",
                "somethingNew",
            ])
        #expect(journal[5].exitStatus == 1)
    }

    @Test func aLogOfFormatOneIsRead() throws {
        let page = try BuildDirectory(Self.fixtures).logEvents(from: 0, limit: 10)
        expectNoDifference(
            page.events.map(\.message),
            ["[Container] 2026/11/23 03:27:04.746863 Entering phase BUILD", "", "  1 test failed"])
        #expect(page.events.first?.timestamp == 1_795_404_424_746)
    }

    @Test func aLaterFormatIsRefusedInWords() async throws {
        try await withScratchDirectory { scratch in
            let directory = try copyOfFixtures(in: scratch)
            try Data(#"{"version":2}"#.utf8).write(to: directory.url.appending(path: "result.json"))
            let error = #expect(throws: RunnerError.self) { try directory.result() }
            #expect(error?.description.hasSuffix("its format is 2, this sluice knows format 1; update sluice") == true)
        }
    }

    @Test func filesArePrivate() async throws {
        try await run(spec("true")) { _, build in
            let names = try FileManager.default.contentsOfDirectory(atPath: build.directory.url.path)
            #expect(names.sorted() == ["journal", "log", "request.json", "result.json"])
            for name in names + ["."] {
                let file = build.directory.url.appending(path: name).path
                let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
                #expect(mode == (name == "." ? 0o700 : 0o600), "\(name)")
            }
        }
    }

    @Test func theJournalTellsOfEachCommand() async throws {
        try await run(spec("echo a", "exit 4")) { _, build in
            let ended = try build.directory.journal().filter { $0.event == .commandEnded }
            #expect(ended.map(\.exitStatus) == [0, 4])
            #expect(ended.map(\.index) == [1, 2])
            let isTimed = ended.allSatisfy { ($0.startedAt ?? .max) <= $0.at }
            #expect(isTimed)
        }
    }

    @Test func theLogIsWordedAsCodeBuildWordsIt() async throws {
        try await run(spec("echo hello", "false")) { _, build in
            let source = path(build.source)
            let log = try build.log().map { line in
                line.replacing(#/^\[Container\] \d{4}(/\d\d){2} \d\d(:\d\d){2}\.\d{6} /#, with: "> ")
                    .replacing(source, with: "SOURCE")
            }
            let expected = """
                > Waiting for agent ping
                > Waiting for DOWNLOAD_SOURCE
                > Phase is DOWNLOAD_SOURCE
                > CODEBUILD_SRC_DIR=SOURCE
                > YAML location is inline
                > Processing environment variables
                > Moving to directory SOURCE
                > Registering with agent
                > Phases found in YAML: 1
                >  BUILD: 2 commands
                > Phase complete: DOWNLOAD_SOURCE State: SUCCEEDED
                > Phase context status code:  Message:\u{20}
                > Entering phase INSTALL
                > Phase complete: INSTALL State: SUCCEEDED
                > Phase context status code:  Message:\u{20}
                > Entering phase PRE_BUILD
                > Phase complete: PRE_BUILD State: SUCCEEDED
                > Phase context status code:  Message:\u{20}
                > Entering phase BUILD
                > Running command echo hello
                hello
                > Running command false
                > Command did not exit successfully false exit status 1
                > Phase complete: BUILD State: FAILED
                > Phase context status code: COMMAND_EXECUTION_ERROR Message: Error while executing command: false. Reason: exit status 1
                > Entering phase POST_BUILD
                > Phase complete: POST_BUILD State: SUCCEEDED
                > Phase context status code:  Message:\u{20}
                > Phase complete: UPLOAD_ARTIFACTS State: SUCCEEDED
                > Phase context status code:  Message:\u{20}
                """
            expectNoDifference(log.joined(separator: "\n"), expected)
        }
    }
}
