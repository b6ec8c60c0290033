import Foundation
import Logging
public import PipelineAPI
public import PipelineEngine
import Runner

/// Builds that somebody starts by themselves, without a pipeline (`StartBuild`).
///
/// Each leaves a mark until its end, by which the next engine finds it: one that waits for its place goes on waiting, one
/// whose runner works is followed.
public actor DirectBuilds {
    let host: BuildHost
    private let catalog: BuildCatalog
    let engine: Engine
    let buckets: Buckets
    private var following: [String: Task<Void, Never>] = [:]
    /// Those whose sources are being fetched.
    private var preparing: Set<String> = []

    public init(host: BuildHost, catalog: BuildCatalog, engine: Engine, buckets: Buckets) {
        self.host = host
        self.catalog = catalog
        self.engine = engine
        self.buckets = buckets
    }

    /// Whether a build waits or runs.
    public var isBusy: Bool { !following.isEmpty }

    /// Throws `APIError`, `InvalidInputException`, `ResourceNotFoundException`, `AccountLimitExceededException`.
    public func start(_ input: StartBuild.Input) async throws -> StartBuild.Output {
        guard let project = try await engine.buildProjects(named: [input.projectName]).first else {
            let arn =
                "arn:aws:codebuild:\(engine.settings.region):\(engine.settings.accountId):project/\(input.projectName)"
            throw APIError(code: "ResourceNotFoundException", message: "Project cannot be found: \(arn)")
        }
        let uuid =
            input.idempotencyToken.map { UUID.derived(from: input.projectName, $0) } ?? UUID().uuidString.lowercased()
        let id = BuildID("\(input.projectName):\(uuid)")
        if let known = try await shown(id) { return StartBuild.Output(build: known) }
        guard preparing.insert(uuid).inserted else {
            throw APIError.invalidInput("The build with this idempotencyToken is just being started")
        }
        defer { preparing.remove(uuid) }
        if let limit = await host.queue.limitReached { throw APIError.queueFull(limit: limit) }
        let order = try await order(input, project, uuid)
        try mark(uuid)
        do {
            try await host.lay(order, surroundings)
        } catch {
            unmark(uuid)
            throw APIError.invalidInput("The build can't be prepared: \(error)")
        }
        follow(order)
        return StartBuild.Output(build: try await shown(id))
    }

    private func shown(_ id: BuildID) async throws -> CodeBuildBuild? {
        try await offPool { [catalog] in try catalog.build(id) }
    }

    /// Goes on with what an engine before this one had started.
    public func resume() async {
        for (uuid, request) in await marked() {
            guard let request else {
                unmark(uuid)
                continue
            }
            let project = request.buildID.split(separator: ":").first.map(String.init) ?? ""
            let plan = BuildPlan(project: project, timeoutInSeconds: request.timeoutInSeconds, isCodeBuild: true)
            follow(
                BuildOrder(
                    plan: plan,
                    identity: BuildIdentity(plan: plan, uuid: uuid, pipeline: nil, settings: engine.settings),
                    initiator: request.initiator, isPatient: true))
        }
    }

    private func marked() async -> [(uuid: String, request: BuildRequest?)] {
        let read = try? await offPool { [marks, host] in
            let marked = (try? FileManager.default.contentsOfDirectory(atPath: marks.path)) ?? []
            return marked.map { (uuid: $0, request: try? host.directory($0).request()) }
        }
        return read ?? []
    }

    /// Stops watching; the builds go on.
    public func detach() async {
        let tasks = Array(following.values)
        for task in tasks { task.cancel() }
        for task in tasks { await task.value }
    }

    private var surroundings: BuildSurroundings {
        BuildSurroundings(
            settings: engine.settings, nextBuildNumber: { [engine] in (try? await engine.nextBuildNumber(of: $0)) ?? 1 }
        )
    }

    private func follow(_ order: BuildOrder) {
        let uuid = order.identity.uuid
        following[uuid] = Task {
            do {
                _ = try await host.run(order, surroundings)
                try await finish(host.directory(of: order.identity))
                unmark(uuid)
            } catch is CancellationError {
                // The engine is going away; the next one finds the mark.
            } catch {
                host.logger.error("build \(order.identity.id): \(error)")
                if await giveUp(host.directory(of: order.identity), "\(error)") { unmark(uuid) }
            }
            following[uuid] = nil
        }
    }

    private func finish(_ directory: BuildDirectory) async throws {
        try await offPool { [buckets, settings = engine.settings] in
            var deliveries = Deliveries(of: directory)
            try deliveries?.carryOut(directory, to: buckets, settings)
            BuildLayout.discardSources(of: directory)
        }
    }

    /// A build that came to nothing goes on for nobody. Answers whether that could be noted; else the next engine tries.
    private func giveUp(_ directory: BuildDirectory, _ problem: String) async -> Bool {
        do {
            try await offPool {
                var deliveries = Deliveries(of: directory)
                try deliveries?.giveUp(directory, because: problem)
            }
            return true
        } catch {
            host.logger.error("build \(directory.stream): \(error)")
            return false
        }
    }

    // MARK: Marks

    /// No build has such a name.
    private nonisolated var marks: URL { host.folder.appending(path: ".started", directoryHint: .isDirectory) }

    private func mark(_ uuid: String) throws {
        try FileManager.default.createDirectory(
            at: marks, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try Data().write(to: marks.appending(path: uuid))
    }

    private func unmark(_ uuid: String) {
        try? FileManager.default.removeItem(at: marks.appending(path: uuid))
    }
}
