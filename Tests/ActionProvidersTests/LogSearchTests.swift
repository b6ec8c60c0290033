import ActionProviders
import Foundation
import PipelineAPI
import PipelineEngine
import Runner
import TestSupport
import Testing

@Suite("Searching the logs of a group")
struct LogSearchTests {
    private static let group = "/aws/codebuild/web"
    private static let first = "11111111-1111-4111-8111-111111111111"
    private static let second = "22222222-2222-4222-8222-222222222222"

    /// Two builds whose lines interleave, each line at a millisecond of its own.
    private func withCatalog(_ body: (BuildCatalog) throws -> Void) async throws {
        try await withScratchDirectory { folder in
            try log(["1 one", "4 four", "6 six ERROR"], of: Self.first, in: folder)
            try log(["2 two", "3 three", "5 five ERROR late"], of: Self.second, in: folder)
            try body(BuildCatalog(folder: folder, settings: EngineSettings()))
        }
    }

    private func log(_ lines: [String], of stream: String, in folder: URL) throws {
        let directory = BuildDirectory(folder.appending(path: stream, directoryHint: .isDirectory))
        try directory.prepare(.codeBuild(project: "web", stream: stream))
        let text = lines.map { $0 + "\n" }.joined()
        try Data(text.utf8).write(to: directory.url.appending(path: "log"))
    }

    private func messages(_ output: FilterLogEvents.Output) -> [String] {
        (output.events ?? []).map { ($0.message ?? "").trimmingCharacters(in: .newlines) }
    }

    private func expect(_ code: String, _ body: () throws -> Void) {
        let error = #expect(throws: APIError.self) { try body() }
        #expect(error?.code == code)
    }

    @Test("The streams of a group come as one, in the order of their times")
    func interleaved() async throws {
        try await withCatalog { catalog in
            let found = try catalog.filterLogEvents(.init(logGroupName: Self.group))
            #expect(messages(found) == ["one", "two", "three", "four", "five ERROR late", "six ERROR"])
            #expect(
                found.events?.map(\.logStreamName) == [
                    Self.first, Self.second, Self.second, Self.first, Self.second, Self.first,
                ])
            #expect(found.nextToken == nil)
            let arn = "arn:aws:logs:us-east-1:123456789012:log-group:\(Self.group):*"
            #expect(messages(try catalog.filterLogEvents(.init(logGroupIdentifier: arn))).count == 6)
        }
    }

    @Test("Pages follow each other without gap or repetition", arguments: 1...7)
    func pages(size: Int) async throws {
        try await withCatalog { catalog in
            var all: [String] = []
            var token: String?
            repeat {
                let page = try catalog.filterLogEvents(
                    .init(logGroupName: Self.group, nextToken: token, limit: size))
                #expect((page.events ?? []).count <= size)
                all += messages(page)
                token = page.nextToken
            } while token != nil
            #expect(all == ["one", "two", "three", "four", "five ERROR late", "six ERROR"])
        }
    }

    @Test("Streams can be named or begun, times limit them, from the first inclusive to the last exclusive")
    func selection() async throws {
        try await withCatalog { catalog throws in
            let group = Self.group
            func search(_ input: FilterLogEvents.Input) throws -> [String] {
                messages(try catalog.filterLogEvents(input))
            }
            #expect(try search(.init(logGroupName: group, logStreamNames: [Self.second])).count == 3)
            #expect(try search(.init(logGroupName: group, logStreamNames: [Self.second, Self.first])).count == 6)
            #expect(try search(.init(logGroupName: group, logStreamNamePrefix: "1111")).first == "one")
            let limited = try search(.init(logGroupName: group, startTime: 3, endTime: 5))
            #expect(limited == ["three", "four"])
            expect("ResourceNotFoundException") { _ = try search(.init(logGroupName: "/aws/codebuild/none")) }
            expect("ResourceNotFoundException") {
                _ = try search(.init(logGroupName: group, logStreamNames: ["none"]))
            }
            expect("InvalidParameterException") { _ = try search(.init(logStreamNames: [Self.first])) }
            expect("InvalidParameterException") {
                _ = try search(.init(logGroupName: group, logStreamNames: [Self.first], logStreamNamePrefix: "1"))
            }
            expect("InvalidParameterException") { _ = try search(.init(logGroupName: group, nextToken: "x")) }
        }
    }

    @Test(
        "A pattern's terms and phrases must be there, excluded ones not, one of several suffices",
        arguments: [
            ("ERROR", 2), ("ERROR late", 1), (#""five ERROR""#, 1), (#""ERROR five""#, 0), ("-ERROR", 4),
            ("ERROR -late", 1), ("?one ?two", 2), ("error", 0), ("", 6),
        ])
    func patterns(pattern: String, count: Int) async throws {
        try await withCatalog { catalog in
            let found = try catalog.filterLogEvents(.init(logGroupName: Self.group, filterPattern: pattern))
            #expect(messages(found).count == count)
        }
    }

    @Test("Patterns of other kinds are refused", arguments: ["{ $.a = 1 }", "[a, b]", "%x%", #""open"#, "- x"])
    func refusedPatterns(pattern: String) async throws {
        try await withCatalog { catalog in
            expect("InvalidParameterException") {
                _ = try catalog.filterLogEvents(.init(logGroupName: Self.group, filterPattern: pattern))
            }
        }
    }
}
