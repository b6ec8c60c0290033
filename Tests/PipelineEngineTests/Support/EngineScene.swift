import Foundation
import Logging
import PipelineAPI
import PipelineEngine
import Synchronization
import TestSupport

/// A state folder and the engines that a test opens on it, one after the other.
final class EngineScene: Sendable {
    let folder: URL
    private let engines = Mutex<[Engine]>([])
    private let seconds = Mutex(0.0)

    private let settings: EngineSettings
    private let secondsBetweenLooks: Double

    init(folder: URL, settings: EngineSettings = EngineSettings(), secondsBetweenLooks: Double = 1) {
        self.folder = folder
        self.settings = settings
        self.secondsBetweenLooks = secondsBetweenLooks
    }

    /// A new engine on the folder, which takes up what the one before left. That one is not told: it has crashed.
    func open(_ provider: ScriptedProvider = .succeeding) async throws -> Engine {
        try await open([provider])
    }

    func open(_ providers: [any ActionProvider]) async throws -> Engine {
        let engine = try Engine(
            folder: folder, settings: settings, providers: providers,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, now: { self.tick() })
        engines.withLock { $0.append(engine) }
        try await engine.resume()
        return engine
    }

    func close() async {
        for engine in engines.withLock({ $0 }) { await engine.detach() }
    }

    /// A clock that goes on whenever it is read.
    private func tick() -> Date {
        seconds.withLock { seconds in
            seconds += secondsBetweenLooks
            return Date(timeIntervalSince1970: 1_700_000_000 + seconds)
        }
    }
}

/// Runs `body` with a state folder of its own, and closes every engine that it opened there.
func withEngineScene(
    settings: EngineSettings = EngineSettings(), secondsBetweenLooks: Double = 1,
    _ body: (EngineScene) async throws -> Void
) async throws {
    try await withScratchDirectory { directory in
        let scene = EngineScene(
            folder: directory.appending(path: "state"), settings: settings, secondsBetweenLooks: secondsBetweenLooks)
        do {
            try await body(scene)
            await scene.close()
        } catch {
            await scene.close()
            throw error
        }
    }
}

extension Engine {
    /// The first change of the pipeline, from after a position on, that fits.
    func change(after sequence: Int64 = 0, _ fits: (StateChange) -> Bool) async throws -> StateChange {
        for await change in changes(after: sequence, pipeline: nil) where fits(change) { return change }
        throw StreamEnded()
    }

    /// Waits until an execution as a whole came to a state; answers the change that says so.
    @discardableResult
    func wait(
        for state: StateChange.State, of execution: ExecutionID? = nil, after sequence: Int64 = 0
    ) async throws -> StateChange {
        try await change(after: sequence) {
            $0.stage == nil && $0.state == state && (execution == nil || $0.executionId == execution)
        }
    }

    /// Puts a pipeline in place and answers the execution that this starts.
    func create(_ declaration: PipelineDeclaration) async throws -> ExecutionID {
        _ = try createPipeline(.init(pipeline: declaration))
        return try await change { $0.pipeline == declaration.name && $0.state == .started }.executionId
    }

    func start(_ name: PipelineName = "shop", token: String? = nil) throws -> ExecutionID? {
        try startPipelineExecution(.init(name: name, clientRequestToken: token)).pipelineExecutionId
    }

    func status(_ id: ExecutionID, of name: PipelineName = "shop") throws -> PipelineExecutionStatus? {
        try getPipelineExecution(.init(pipelineName: name, pipelineExecutionId: id)).pipelineExecution?.status
    }

    func stage(_ stage: StageName, of name: PipelineName = "shop") throws -> StageState? {
        try getPipelineState(.init(name: name)).stageStates?.first { $0.stageName == stage }
    }
}

struct StreamEnded: Error {}
