public import Foundation
public import Logging
import PipelineAPI
import PipelineEngine
public import Runner

/// Runs builds: lays out the folder of a build, has a runner started in it, and follows it to its result. A build is found
/// again by its folder, whoever started it.
public struct BuildHost: Sendable {
    /// Holds one folder per build, named by the build's UUID.
    let folder: URL
    /// Holds what builds of a project leave for the next, a folder a project.
    let caches: URL
    let runners: RunnerPool
    let queue: BuildQueue
    /// What of the engine's own environment a build may see.
    let environment: [String: String]
    /// What builds find first in their `PATH`.
    let tools: ProvidedTools?
    let mirrors: GitMirrors
    /// Where the values are that variables of a build only name.
    let secrets: SecretSource
    let logger: Logger

    public init(
        folder: URL, caches: URL, launcher: RunnerLauncher, limits: (concurrent: Int, queued: Int?),
        environment: [String: String], tools: ProvidedTools? = nil, mirrors: GitMirrors,
        secrets: @escaping SecretSource, logger: Logger
    ) {
        self.folder = folder
        self.caches = caches
        self.tools = tools
        self.secrets = secrets
        self.mirrors = mirrors
        runners = RunnerPool(launcher: launcher)
        self.queue = BuildQueue(concurrent: limits.concurrent, queued: limits.queued)
        self.environment = environment
        self.logger = logger
    }

    /// How a build came to its end.
    enum Ending: Sendable {
        case result(BuildResult)
        /// As many builds wait as may.
        case queueFull(limit: Int)
    }

    /// Runs a build, or goes on following the one that an engine before this one started.
    ///
    /// Throws `CancellationError` when the engine is going away.
    func run(_ order: BuildOrder, _ surroundings: BuildSurroundings) async throws -> Ending {
        let directory = directory(of: order.identity)
        if let result = try await settledResult(directory) { return .result(result) }
        let runner: RunnerLink?
        switch try await begin(order, directory, surroundings) {
        case .queueFull(let limit): return .queueFull(limit: limit)
        case .started(let link): runner = link
        }
        let ending: Result<BuildResult, any Error>
        do {
            ending = .success(try await follow(directory, run: runner))
        } catch {
            ending = .failure(error)
        }
        // Before it is told: the build that comes next may want the place at once.
        await queue.leave(order.identity.uuid)
        return .result(try ending.get())
    }

    func directory(of identity: BuildIdentity) -> BuildDirectory { directory(identity.uuid) }

    func directory(_ uuid: String) -> BuildDirectory {
        BuildDirectory(folder.appending(path: uuid, directoryHint: .isDirectory))
    }

    /// Ends a build, if it has begun.
    func stop(_ directory: BuildDirectory) {
        guard FileManager.default.fileExists(atPath: directory.url.path) else { return }
        do {
            try directory.requestStop()
        } catch {
            logger.error("cannot stop build \(directory.stream): \(error)")
        }
    }

    /// The result, if there is one already, or its runner has died without.
    private func settledResult(_ directory: BuildDirectory) async throws -> BuildResult? {
        // One read tells of most; what a dead runner has left takes longer.
        if let result = try directory.result() { return result }
        return try await offPool { try directory.settledResult() }
    }

    /// Waits for the build's result.
    ///
    /// A runner that is gone without having begun has done nothing, so another takes its place.
    private func follow(_ directory: BuildDirectory, run runner: RunnerLink?) async throws -> BuildResult {
        var runner = runner
        for _ in 0..<Self.attemptsToBegin {
            await runner?.waitForEnd()
            if let result = try await settledResult(directory) { return result }
            for await _ in directory.endings() {
                if let result = try await settledResult(directory) { return result }
                if runner?.hasEnded ?? true, !directory.isRunnerAlive() { break }
            }
            try Task.checkCancellation()
            runner = try await startRunner(in: directory, for: directory.request())
        }
        throw RunnerError.notStarted(
            program: "the runner of this build", problem: "it ended \(Self.attemptsToBegin) times before it had begun")
    }

    /// Has a runner begin the build that is laid out, and gives it the secrets that this build asks for, and no other.
    private func startRunner(in directory: BuildDirectory, for request: BuildRequest) async throws -> RunnerLink {
        let variables = try await offPool { request.secretVariables() }
        return try await runners.start(directory, secrets: BuildSecrets(variables, from: secrets))
    }

    private static let attemptsToBegin = 3

    private enum Beginning {
        case queueFull(limit: Int)
        /// The runner, if this engine has started it.
        case started(RunnerLink?)
    }

    /// Sees to it that the build runs.
    private func begin(
        _ order: BuildOrder, _ directory: BuildDirectory, _ surroundings: BuildSurroundings
    ) async throws -> Beginning {
        let (uuid, isCounted) = (order.identity.uuid, order.plan.isCodeBuild)
        if directory.isRunnerAlive() {
            if isCounted { await queue.reenter(uuid) }
            return .started(nil)
        }
        if isCounted {
            switch await queue.enter(uuid, isPatient: order.isPatient) {
            case .admitted: break
            case .full(let limit): return .queueFull(limit: limit)
            case .cancelled: throw CancellationError()
            }
        }
        do {
            let request = try await prepare(BuildLayout(directory: directory, order: order), surroundings)
            // Whoever abandons the run from here on finds the folder, and leaves a word in it.
            try Task.checkCancellation()
            return .started(try await startRunner(in: directory, for: request))
        } catch {
            await queue.leave(uuid)
            throw error
        }
    }

    /// Lays a build out that is to run, so that it can be looked at; `run` begins with it.
    func lay(_ order: BuildOrder, _ surroundings: BuildSurroundings) async throws {
        _ = try await prepare(BuildLayout(directory: directory(of: order.identity), order: order), surroundings)
    }

    /// Lays the build's folder out, unless an engine before this one did: a runner may be about to begin in it.
    private func prepare(_ layout: BuildLayout, _ surroundings: BuildSurroundings) async throws -> BuildRequest {
        if let request = try? layout.directory.request() { return request }
        try layout.make()
        try Deliveries(layout.order.deliveries).save(in: layout.directory)
        let archives = try await materialize(layout)
        let number = await surroundings.nextBuildNumber(layout.order.plan.project)
        let environment = try tools?.environment(environment, layout, surroundings.settings) ?? environment
        let request = layout.request(
            number: number, environment: environment, settings: surroundings.settings, archives: archives,
            cache: caches)
        try layout.directory.prepare(request)
        return request
    }

    /// Clones the sources that are references to repositories, and answers where the others are packed.
    private func materialize(_ layout: BuildLayout) async throws -> [ArtifactName: URL] {
        var archives: [ArtifactName: URL] = [:]
        for source in layout.order.sources {
            switch source.place {
            case .clone(let clone): try await mirrors.clone(clone, to: layout.source(source.name))
            case .folder(let folder):
                let copy = layout.source(source.name)
                try await offPool { try FileManager.default.copyItem(at: folder.resolvingSymlinksInPath(), to: copy) }
            case .nothing:
                try FileManager.default.createDirectory(
                    at: layout.source(source.name), withIntermediateDirectories: true)
            case .artifact(let archive):
                if let clone = CloneReference(in: archive) {
                    try await mirrors.clone(clone, to: layout.source(source.name))
                } else {
                    archives[source.name] = archive
                }
            }
        }
        return archives
    }
}
