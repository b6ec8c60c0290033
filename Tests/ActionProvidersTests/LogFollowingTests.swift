import ActionProviders
import Foundation
import PipelineAPI
import PipelineEngine
import Runner
import TestSupport
import Testing

@Suite("Waiting for a log to go on", .timeLimit(.minutes(5)))
struct LogFollowingTests {
    private static let stream = "11111111-1111-4111-8111-111111111111"

    /// A build whose log has one line.
    private func withBuild(_ body: (BuildCatalog, URL) async throws -> Void) async throws {
        try await withScratchDirectory { folder in
            let directory = BuildDirectory(folder.appending(path: Self.stream, directoryHint: .isDirectory))
            try directory.prepare(.codeBuild(project: "web", stream: Self.stream))
            try Data("1 one\n".utf8).write(to: directory.url.appending(path: "log"))
            try await body(BuildCatalog(folder: folder, settings: EngineSettings()), directory.url)
        }
    }

    /// Never ends by its patience.
    private func wait(_ catalog: BuildCatalog, after token: String?) async throws {
        _ = try await catalog.awaitLogEvents(
            .init(logStreamName: Self.stream, nextToken: token), patience: .seconds(3600))
    }

    /// What there is to read as soon as the waiting ends: nothing, if that was too early.
    private func readOnceThereIsMore(_ catalog: BuildCatalog, after token: String?) async throws -> [String]? {
        try await wait(catalog, after: token)
        let read = try catalog.getLogEvents(.init(logStreamName: Self.stream, nextToken: token))
        return read.events?.compactMap(\.message)
    }

    private func end(_ catalog: BuildCatalog) throws -> String? {
        try catalog.getLogEvents(.init(logStreamName: Self.stream, startFromHead: true)).nextForwardToken
    }

    private func append(_ text: String, to folder: URL) throws {
        let log = try FileHandle(forWritingTo: folder.appending(path: "log"))
        try log.seekToEnd()
        try log.write(contentsOf: Data(text.utf8))
        try log.close()
    }

    @Test("What is there already is not waited for")
    func past() async throws {
        try await withBuild { catalog, _ in try await wait(catalog, after: nil) }
    }

    @Test("A whole line behind what was read ends the waiting, a part of one does not")
    func line() async throws {
        try await withBuild { catalog, folder in
            let token = try end(catalog)
            async let seen = readOnceThereIsMore(catalog, after: token)
            try append("2 tw", to: folder)
            try append("o\n", to: folder)
            #expect(try await seen == ["two\n"])
        }
    }

    @Test("The end of the build ends the waiting")
    func result() async throws {
        try await withBuild { catalog, folder in
            let token = try end(catalog)
            async let waiting: Void = wait(catalog, after: token)
            let draft = folder.deletingLastPathComponent().appending(path: "draft")
            let members = #""startTime":1,"endTime":2,"phases":[],"exportedVariables":[],"warnings":[]"#
            try Data(#"{"version":1,"status":"SUCCEEDED",\#(members)}"#.utf8).write(to: draft)
            try FileManager.default.moveItem(at: draft, to: folder.appending(path: "result.json"))
            try await waiting
        }
    }

    @Test("Patience comes to an end, and a stream that is not there is said to be none")
    func limits() async throws {
        try await withBuild { catalog, _ in
            _ = try await catalog.awaitLogEvents(
                .init(logStreamName: Self.stream, nextToken: try end(catalog)), patience: .zero)
            let error = await #expect(throws: APIError.self) {
                try await catalog.awaitLogEvents(.init(logStreamName: UUID().uuidString))
            }
            #expect(error?.code == "ResourceNotFoundException")
        }
    }
}
