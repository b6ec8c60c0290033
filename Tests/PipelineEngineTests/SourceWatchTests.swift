import Foundation
import Git
import Logging
import PipelineAPI
import PipelineEngine
import Synchronization
import Testing

@testable import ActionProviders

@Suite("Folders that are sources are watched, not polled", .timeLimit(.minutes(10)))
struct SourceWatchTests {
    /// A source of the folder `site` of a bucket, after a step of its stage that a test can hold up.
    private static let pipeline: PipelineDeclaration = {
        var source = StageDeclaration("Source", .source)
        var fetch = ActionDeclaration("Fetch", .source)
        fetch.actionTypeId = ActionTypeID(category: .source, owner: .aws, provider: "S3")
        fetch.configuration = ["S3Bucket": "inbox", "S3ObjectKey": "site", "PollForSourceChanges": "true"]
        fetch.outputArtifacts = [OutputArtifact(name: "Site")]
        fetch.runOrder = 2
        source.actions.append(fetch)
        return .of([source, .init("Build")])
    }()

    /// Such a pipeline, whose first execution waits in its first step, and whatever follows its source. It has never to
    /// wait for a time but for the calm after a change.
    private func following(
        _ provider: ScriptedProvider, _ body: (Engine, _ page: URL) async throws -> Void
    ) async throws {
        try await withEngineScene { scene in
            let buckets = Buckets(
                folder: scene.folder.appending(path: "buckets"), drafts: scene.folder.appending(path: "drafts"))
            let page = scene.folder.appending(path: "buckets/inbox/site/page")
            try FileManager.default.createDirectory(
                at: page.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data("one".utf8).write(to: page)
            let engine = try await scene.open([S3Source(buckets: buckets), provider])
            let mirrors = GitMirrors(folder: scene.folder, command: GitCommand(environment: [:], caller: .engine))
            let poller = SourcePoller(
                engine: engine, reception: PushReception(engine: engine, mirrors: mirrors), buckets: buckets,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            ) { length in
                if length == SourcePoller.longestPause { return try await Self.forever() }
                #expect(length == SourcePoller.quiet, "It looks again without having been told of a change")
                await Task.yield()
                try Task.checkCancellation()
            }
            let following = Task { await poller.run() }
            try await body(engine, page)
            following.cancel()
            await following.value
        }
    }

    /// Until the task is cancelled.
    private static func forever() async throws {
        let (never, end) = AsyncStream.makeStream(of: Never.self)
        for await _ in never {}
        end.finish()
        try Task.checkCancellation()
    }

    @Test("Each change starts the pipeline once")
    func changes() async throws {
        try await following(.succeeding) { engine, page in
            let first = try await engine.create(Self.pipeline)
            var last = try await engine.wait(for: .succeeded, of: first)
            for content in ["two", "three"] {
                try Data(content.utf8).write(to: page)
                let started = try await engine.wait(for: .started, after: last.sequence)
                last = try await engine.wait(for: .succeeded, of: started.executionId, after: last.sequence)
            }
            let executions =
                try await engine.listPipelineExecutions(.init(pipelineName: "shop"))
                .pipelineExecutionSummaries ?? []
            let triggers = executions.map(\.trigger?.triggerType)
            #expect(triggers == [.pollForSourceChanges, .pollForSourceChanges, .createPipeline])
            #expect(
                Set(executions.map { $0.sourceRevisions?.first { $0.actionName == "Fetch" }?.revisionId }).count == 3)
        }
    }

    @Test("What changed while an execution had yet to fetch goes out when that has failed to")
    func undecided() async throws {
        let desk = RunDesk()
        try await following(.at(desk)) { engine, page in
            let first = try await engine.create(Self.pipeline)
            await desk.end(desk.next("Source"), .done)
            await desk.end(desk.next("Build"), .done)
            let last = try await engine.wait(for: .succeeded, of: first)
            // A change is one to what was seen.
            let object = try #require(await engine.polledObjects().first)
            while try await engine.seenReferences(object) == nil { await Task.yield() }
            let second = try await engine.start()
            let held = await desk.next("Source")
            try Data("two".utf8).write(to: page)
            await desk.end(held, .broken)
            try await engine.wait(for: .failed, of: second, after: last.sequence)
            let third = try await engine.change(after: last.sequence) {
                $0.stage == nil && $0.state == .started && $0.executionId != second
            }
            await desk.end(desk.next("Source"), .done)
            await desk.end(desk.next("Build"), .done)
            try await engine.wait(for: .succeeded, of: third.executionId, after: last.sequence)
        }
    }
}
