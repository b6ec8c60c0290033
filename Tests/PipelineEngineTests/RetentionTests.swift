import Foundation
import PipelineAPI
import PipelineCore
import Synchronization
import Testing

@testable import PipelineEngine

@Suite("What the engine keeps")
struct RetentionTests {
    @Test("Artifacts past the size limit go, the oldest first, but for those that a rollback needs")
    func sizeLimit() async throws {
        var settings = EngineSettings()
        settings.artifacts.limitInMegabytes = 1
        try await check(settings, secondsBetweenLooks: 601, remaining: 4...6)
    }

    @Test("Artifacts past their age go, but for those that a rollback needs")
    func ageLimit() async throws {
        var settings = EngineSettings()
        settings.artifacts.retentionInDays = 1
        try await check(settings, secondsBetweenLooks: 86_400, remaining: 4...6)
    }

    @Test("Within both limits everything stays")
    func withinLimits() async throws {
        try await check(EngineSettings(), secondsBetweenLooks: 601, remaining: 1...6)
    }

    @Test("What a retry needs stays, however old it is and however much else there is")
    func retry() async throws {
        var settings = EngineSettings()
        (settings.artifacts.limitInMegabytes, settings.artifacts.retentionInDays) = (1, 1)
        try await withEngineScene(settings: settings, secondsBetweenLooks: 86_400) { scene in
            let (sweeps, continuation) = AsyncStream.makeStream(of: Date.self)
            let making = Self.making(400 << 10, in: scene.folder)
            let isMended = Mutex(false)
            var provider = ScriptedProvider { start, context in
                let breaks = start.pipeline == "shop" && start.action.name == "Build" && !isMended.withLock { $0 }
                return breaks ? .broken : await making.run(start, in: context)
            }
            provider.onForget = { continuation.yield($0) }
            let engine = try await scene.open(provider)
            var sweep = sweeps.makeAsyncIterator()
            let failed = try await engine.create(.shop())
            _ = await sweep.next()
            let failure = try await engine.wait(for: .failed, of: failed)
            for number in 1...4 {
                let id = try await number == 1 ? engine.create(.shop("other")) : #require(engine.start("other"))
                _ = await sweep.next()
                try await engine.wait(for: .succeeded, of: id)
            }
            let runs = try await engine.listActionExecutions(
                .init(pipelineName: "shop", filter: .init(pipelineExecutionId: failed)))
            let made = runs.actionExecutionDetails?.last?.output?.outputArtifacts?.compactMap(\.s3location) ?? []
            let folder = ArtifactFolder(root: scene.folder.appending(path: "artifacts"))
            #expect(made.count == 1 && made.allSatisfy(folder.contains))
            isMended.withLock { $0 = true }
            _ = try await engine.retryStageExecution(
                .init(pipelineName: "shop", stageName: "Build", pipelineExecutionId: failed, retryMode: .failedActions))
            try await engine.wait(for: .succeeded, of: failed, after: failure.sequence)
        }
    }

    @Test("A rollback to what is kept no longer is refused, and says so")
    func rollbackToWhatIsGone() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            let old = try await engine.create(.shop())
            try await engine.wait(for: .succeeded, of: old)
            try await engine.wait(for: .succeeded, of: engine.start())
            try await engine.store.forgetArtifacts(of: old)
            let error = await #expect(throws: APIError.self) {
                try await engine.rollbackStage(
                    .init(pipelineName: "shop", stageName: "Build", targetPipelineExecutionId: old))
            }
            #expect(error?.code == "UnableToRollbackStageException")
            #expect(error?.message.contains("kept no longer") == true)
        }
    }

    /// Runs six executions, each with an artifact of its own, and a seventh. Each waits with its artifact until the sweep
    /// that its start has set off is through.
    private func check(
        _ settings: EngineSettings, secondsBetweenLooks: Double, remaining: ClosedRange<Int>
    ) async throws {
        try await withEngineScene(settings: settings, secondsBetweenLooks: secondsBetweenLooks) { scene in
            let (sweeps, continuation) = AsyncStream.makeStream(of: Date.self)
            let making = Self.making(400 << 10, in: scene.folder)
            let desk = RunDesk()
            var provider = ScriptedProvider { start, context in
                if start.action.name == "Source" { _ = await desk.perform(start) }
                return await making.run(start, in: context)
            }
            provider.onForget = { continuation.yield($0) }
            let engine = try await scene.open(provider)
            var locations: [S3Location] = []
            var sweep = sweeps.makeAsyncIterator()
            for number in 1...7 {
                let id = try await number == 1 ? engine.create(.shop()) : #require(engine.start())
                _ = await sweep.next()
                await desk.end(desk.next("Source"), .succeeded(ActionResult()))
                try await engine.wait(for: .succeeded, of: id)
                let details = try await engine.listActionExecutions(
                    .init(pipelineName: "shop", filter: .init(pipelineExecutionId: id)))
                locations +=
                    details.actionExecutionDetails?.last?.output?.outputArtifacts?.compactMap(\.s3location) ?? []
            }
            try #require(locations.count == 7)
            let folder = ArtifactFolder(root: scene.folder.appending(path: "artifacts"))
            let there = (1...6).filter { folder.contains(locations[$0 - 1]) }
            #expect(there == Array(remaining))
        }
    }

    /// Source actions whose one artifact has so many bytes of their own.
    private static func making(_ size: Int, in folder: URL) -> ScriptedProvider {
        ScriptedProvider { start, context in
            var result = ActionResult()
            do {
                for output in start.action.outputArtifacts ?? [] {
                    let draft = folder.appending(path: start.run.id.rawValue)
                    try (Data(start.run.id.rawValue.utf8) + Data(count: size)).write(to: draft)
                    let location = context.artifacts.location(
                        bucket: start.artifactBucket, pipeline: start.pipeline, artifact: output.name, run: start.run.id
                    )
                    try context.artifacts.keep(draft, at: location)
                    result.outputArtifacts[output.name] = location
                }
                return .succeeded(result)
            } catch {
                return .failed(ErrorDetails(code: "JobFailed", message: "\(error)"), result)
            }
        }
    }
}
