import ActionProviders
import Foundation
import PipelineAPI
import PipelineEngine
import Runner
import TestSupport
import Testing

@Suite("What CodeBuild and CloudWatch Logs are asked about builds")
struct BuildCatalogTests {
    private static let streams = (1...3).map { "\($0)0000000-0000-4000-8000-000000000000" }

    /// Three builds of a project, the third still without a log, and one of another.
    private func withCatalog(_ body: (BuildCatalog, URL) throws -> Void) async throws {
        try await withScratchDirectory { folder in
            for (index, stream) in Self.streams.enumerated() {
                let directory = BuildDirectory(folder.appending(path: stream, directoryHint: .isDirectory))
                try directory.prepare(.codeBuild(project: "web", stream: stream, number: index + 1))
                if index == 2 { continue }
                try Data("\(9 - index) a\n\(10 - index) b\n".utf8).write(to: directory.url.appending(path: "log"))
            }
            let other = "90000000-0000-4000-8000-000000000000"
            try BuildDirectory(folder.appending(path: other, directoryHint: .isDirectory))
                .prepare(.codeBuild(project: "api", stream: other))
            try body(BuildCatalog(folder: folder, settings: EngineSettings()), folder)
        }
    }

    private func expect(_ code: String, _ body: () throws -> Void) {
        let error = #expect(throws: APIError.self) { try body() }
        #expect(error?.code == code)
    }

    @Test("A project's builds are listed newest first, or oldest first if asked")
    func buildsOfProject() async throws {
        try await withCatalog { catalog, _ in
            let newest = try catalog.listBuildsForProject(.init(projectName: "web"))
            #expect(newest.ids?.map(\.rawValue) == Self.streams.reversed().map { "web:\($0)" })
            #expect(newest.nextToken == nil)
            let oldest = try catalog.listBuildsForProject(.init(projectName: "web", sortOrder: .ascending))
            #expect(oldest.ids == newest.ids?.reversed())
            expect("ResourceNotFoundException") { _ = try catalog.listBuildsForProject(.init(projectName: "none")) }
            expect("InvalidInputException") {
                _ = try catalog.listBuildsForProject(.init(projectName: "web", nextToken: "x"))
            }
        }
    }

    @Test("Before there is a source a build shows that it waits, and is made ready")
    func firstPhases() async throws {
        try await withScratchDirectory { folder in
            let stream = Self.streams[0]
            var request = BuildRequest.codeBuild(project: "web", stream: stream)
            request.submittedAt = 1000
            request.projectVariables = [.init(name: "A", value: "1"), .init(name: "B", value: "2")]
            request.overrideVariables = [.init(name: "A", value: "3", type: .parameterStore)]
            request.outputs = [.init(name: "Site", location: "arn:aws:s3:::store/web/Site/1")]
            let directory = BuildDirectory(folder.appending(path: stream, directoryHint: .isDirectory))
            try directory.prepare(request)
            func shown() throws -> CodeBuildBuild {
                let catalog = BuildCatalog(folder: folder, settings: EngineSettings())
                return try #require(
                    try catalog.batchGetBuilds(.init(ids: [BuildID("web:\(stream)")])).builds?.first)
            }
            let waiting = try shown()
            #expect(waiting.phases?.map(\.phaseType) == ["SUBMITTED", "QUEUED"])
            #expect(waiting.phases?.map(\.phaseStatus) == [.succeeded, .inProgress])
            #expect(waiting.currentPhase == "QUEUED" && waiting.startTime == Date(timeIntervalSince1970: 1))
            #expect(waiting.artifacts?.location == "arn:aws:s3:::store/web/Site/1")
            #expect(waiting.environment?.environmentVariables?.map(\.name) == ["B", "A"])
            #expect(waiting.logs?.deepLink == directory.url.appending(path: "log").absoluteString)
            var started = JournalEntry(.phaseStarted, at: 6000)
            started.phase = .downloadSource
            let journal = try [JournalEntry(.buildStarted, at: 3500), started].map { try JSONEncoder().encode($0) }
            try Data(journal.joined(separator: Data("\n".utf8)) + Data("\n".utf8))
                .write(to: directory.url.appending(path: "journal"))
            let phases = try shown().phases?.prefix(4)
            #expect(phases?.map(\.phaseType) == ["SUBMITTED", "QUEUED", "PROVISIONING", "DOWNLOAD_SOURCE"])
            #expect(phases?.map(\.durationInSeconds) == [0, 2, 2, nil])
        }
    }

    @Test("Projects that builds ran under are found, others are named as not found")
    func projects() async throws {
        try await withCatalog { catalog, _ in
            let answer = try catalog.batchGetProjects(.init(names: ["web", "none", "api"]))
            #expect(answer.projects?.map(\.name) == ["web", "api"])
            #expect(answer.projects?.first?.arn == "arn:aws:codebuild:us-east-1:123456789012:project/web")
            #expect(answer.projectsNotFound == ["none"])
            expect("InvalidInputException") { _ = try catalog.batchGetProjects(.init(names: [])) }
        }
    }

    @Test("The streams of a group come by name or by their last line, page by page")
    func streams() async throws {
        try await withCatalog { catalog, _ in
            let group = "/aws/codebuild/web"
            let byName = try catalog.describeLogStreams(.init(logGroupName: group))
            #expect(byName.logStreams?.map(\.logStreamName) == Self.streams)
            #expect(byName.logStreams?.map(\.firstEventTimestamp) == [9, 8, nil])
            #expect(byName.logStreams?.map(\.lastEventTimestamp) == [10, 9, nil])
            let byTime = try catalog.describeLogStreams(
                .init(logGroupName: group, orderBy: .lastEventTime, descending: true))
            #expect(byTime.logStreams?.map(\.logStreamName) == Self.streams)
            let page = try catalog.describeLogStreams(.init(logGroupName: group, limit: 2))
            let rest = try catalog.describeLogStreams(.init(logGroupName: group, nextToken: page.nextToken, limit: 2))
            #expect(page.logStreams?.count == 2 && rest.logStreams?.map(\.logStreamName) == [Self.streams[2]])
            #expect(rest.nextToken == nil)
            let begun = try catalog.describeLogStreams(.init(logGroupName: group, logStreamNamePrefix: "2"))
            #expect(begun.logStreams?.map(\.logStreamName) == [Self.streams[1]])
            expect("InvalidParameterException") {
                _ = try catalog.describeLogStreams(
                    .init(logGroupName: group, logStreamNamePrefix: "2", orderBy: .lastEventTime))
            }
            expect("ResourceNotFoundException") { _ = try catalog.describeLogStreams(.init(logGroupName: "none")) }
            expect("InvalidParameterException") {
                _ = try catalog.describeLogStreams(.init(logGroupName: group, nextToken: "none"))
            }
        }
    }

    @Test("A build that is to stop is told so; one that is not there is not found")
    func stop() async throws {
        try await withCatalog { catalog, folder in
            let stopped = try catalog.stopBuild(.init(id: BuildID("web:\(Self.streams[0])"))).build
            #expect(stopped?.id?.rawValue == "web:\(Self.streams[0])")
            let file = folder.appending(path: Self.streams[0]).appending(path: "stop").path
            #expect(FileManager.default.fileExists(atPath: file))
            expect("ResourceNotFoundException") {
                _ = try catalog.stopBuild(.init(id: BuildID("other:\(Self.streams[0])")))
            }
        }
    }
}
