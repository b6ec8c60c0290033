public import Foundation
public import Logging
public import PipelineAPI
import PipelineCore
import Synchronization

/// The embedded engine: keeps the state of every pipeline, commits each step, and has the effects carried out.
///
/// Steps are synchronous inside the actor, from reading the state to the commit; effects run outside, afterwards, and
/// come back as events. After a crash the outbox in the store says what is still to be done.
public actor Engine {
    public nonisolated let settings: EngineSettings
    let store: Store
    let artifacts: ArtifactFolder
    let jobs: JobBoard
    let logger: Logger
    let now: @Sendable () -> Date
    private let newSeed: @Sendable () -> UUID
    let providers: [ProviderKey: any ActionProvider]

    private let retention: Retention
    private var nextSweep = Date.distantPast
    private var sweeping: Task<Void, Never>?

    /// Looked into from anywhere; only a step puts something on it.
    private nonisolated let shelf = Mutex(PipelineShelf())
    /// Where the engine listens on a network: `https://host:port`.
    var networkAddress: String?
    /// What a job's worker signs with for its artifacts; `nil` where the engine serves none.
    var jobCredentials: (@Sendable (JobID) -> JobCredentials)?
    private var watching: [ActionExecutionID: Watch] = [:]
    var subscribers: [UUID: Subscriber] = [:]
    /// Called whenever work begins or ends, for whoever decides that the engine is idle.
    private var onActivity: @Sendable () -> Void = {}
    /// What the pipelines' sources are declared as; `nil` when that has to be read.
    var knownSources: [DeclaredSources]?
    /// Called whenever `watchedSources()` may answer something else than before.
    private var onSourceChange: @Sendable () -> Void = {}

    /// A run that goes on, and who waits for its outcome.
    private struct Watch {
        var type: ActionTypeID
        var task: Task<Void, Never>
    }

    struct ProviderKey: Hashable {
        var category: ActionCategory
        var owner: ActionOwner
        var provider: String

        init(_ type: ActionTypeID) {
            category = type.category
            owner = type.owner
            provider = type.provider
        }
    }

    /// Opens the state in a folder (made if missing, 0700). `resume()` takes up what was left to do.
    ///
    /// Throws `EngineError`.
    public init(
        folder: URL, settings: EngineSettings, providers: [any ActionProvider], logger: Logger,
        now: @escaping @Sendable () -> Date = { Date() }, newSeed: @escaping @Sendable () -> UUID = { UUID() }
    ) throws {
        try StateFolder.prepare(folder)
        self.settings = settings
        self.logger = logger
        self.now = now
        self.newSeed = newSeed
        store = try Store(file: folder.appending(path: "engine.db"))
        artifacts = ArtifactFolder(root: folder.appending(path: "artifacts"))
        jobs = JobBoard(store: store, now: now)
        retention = Retention(
            store: store, artifacts: artifacts, settings: settings, providers: providers, logger: logger)
        self.providers = Dictionary(
            providers.flatMap { provider in provider.actionTypes.map { (ProviderKey($0), provider) } },
            uniquingKeysWith: { _, last in last })
    }

    /// Carries out what was committed and not done yet: runs go on where they were, cancellations are repeated.
    public func resume() throws {
        for effect in try store.unfinished() {
            switch effect {
            case .start(let start): watch(start)
            case .cancel(let start): cancel(start)
            }
        }
    }

    /// Stops watching what runs. Builds go on; the next engine finds them.
    public func detach() async {
        let tasks = watching.values.map(\.task)
        watching = [:]
        for task in tasks { task.cancel() }
        for task in tasks { await task.value }
        sweeping?.cancel()
        await sweeping?.value
        for subscriber in subscribers.values { subscriber.stream.finish() }
        subscribers = [:]
    }

    /// Whether anything runs that does not merely wait for a person or for a job worker.
    public var isBusy: Bool {
        watching.values.contains { !isDoneByOthers($0.type) }
    }

    /// Tells where the engine listens, which the addresses of webhooks begin with.
    public func setNetworkAddress(_ address: String) {
        networkAddress = address
    }

    /// Has jobs bear what their workers can read and write artifacts with.
    public func setJobCredentials(_ credentials: @escaping @Sendable (JobID) -> JobCredentials) {
        jobCredentials = credentials
    }

    public func setActivityHandler(_ handler: @escaping @Sendable () -> Void) {
        onActivity = handler
    }

    public func setSourceHandler(_ handler: @escaping @Sendable () -> Void) {
        onSourceChange = handler
    }

    func sourcesChanged() {
        knownSources = nil
        onSourceChange()
    }
}

// MARK: - Steps

extension Engine {
    /// Takes a pipeline one step further: applies the event, commits, tells the watchers, starts the effects.
    ///
    /// Throws `Rejection` as an `APIError`; nothing has changed then.
    @discardableResult
    func step(_ name: PipelineName, _ kind: Event.Kind, startToken: String? = nil) throws -> PipelineState {
        let before = try pipeline(name)
        var after = before
        let lane = try before.executionToRecall(for: kind).flatMap { try store.lane(of: $0, in: name) }
        let event = Event(time: now(), seed: newSeed(), kind: kind, recalledLane: lane)
        let effects: [Effect]
        do throws(Rejection) {
            effects = try after.apply(event)
        } catch {
            throw error.apiError(pipeline: name, account: settings.accountId)
        }
        let started = after.allExecutions.values.first { $0.number == before.nextNumber }?.id
        let token = startToken.flatMap { token in started.map { (token: token, execution: $0) } }
        try commit(Step(before: before, after: after, event: event, effects: effects, startToken: token))
        return after
    }

    /// Puts a new pipeline in place, its first execution with it.
    func insert(_ declaration: PipelineDeclaration, first kind: Event.Kind?) throws {
        var state = PipelineState(declaration: declaration, time: now())
        let event = kind.map { Event(time: now(), seed: newSeed(), kind: $0) }
        var effects: [Effect] = []
        do throws(Rejection) {
            if let event { effects = try state.apply(event) }
        } catch {
            throw error.apiError(pipeline: declaration.name, account: settings.accountId)
        }
        try commit(Step(before: nil, after: state, event: event, effects: effects))
    }

    /// Ends what a pipeline runs and forgets it.
    func remove(_ name: PipelineName) throws {
        guard let state = try find(name) else { return }
        for execution in state.allExecutions.values where !execution.status.hasEnded {
            _ = try? step(name, .stopRequested(execution.id, abandon: true, reason: "The pipeline was deleted"))
        }
        let locations = try store.artifacts(of: name)
        try store.delete(name)
        shelf.withLock { $0.remove(name) }
        sourcesChanged()
        for location in locations { _ = try? artifacts.remove(location) }
    }

    /// The state of a pipeline, or AWS's own error.
    func pipeline(_ name: PipelineName) throws -> PipelineState {
        guard let state = try find(name) else {
            throw APIError.pipelineNotFound(name, account: settings.accountId)
        }
        return state
    }

    /// The state of a pipeline, if there is such a pipeline.
    func find(_ name: PipelineName) throws -> PipelineState? {
        if let state = known(name) { return state }
        guard let state = try store.loadPipeline(name) else { return nil }
        shelf.withLock { $0.put(state) }
        return state
    }

    /// The state of a pipeline, if it is in memory.
    nonisolated func known(_ name: PipelineName) -> PipelineState? { shelf.withLock { $0.state(of: name) } }

    private func commit(_ step: Step) throws {
        let wasAsleep = try step.before.map { try pollingDisabled($0) != nil } ?? false
        let changes = try store.commit(step, time: now())
        shelf.withLock { $0.put(step.after) }
        if wasAsleep || step.before?.version != step.after.version { sourcesChanged() }
        for change in changes { tell(change) }
        for effect in step.effects { carryOut(effect) }
        if changes.contains(where: { $0.stage == nil && $0.state == .started }) {
            makeRoom()
        }
        onActivity()
    }

    /// When an execution starts, but not each time.
    private func makeRoom() {
        guard now() >= nextSweep else { return }
        nextSweep = now() + Self.pauseBetweenSweeps
        let (retention, time) = (retention, now())
        let before = sweeping
        sweeping = Task(priority: .background) {
            await before?.value
            await retention.sweep(now: time)
        }
    }

    private static let pauseBetweenSweeps = 600.0
}

// MARK: - Effects

extension Engine {
    private func carryOut(_ effect: Effect) {
        switch effect {
        case .startAction(let start): watch(start)
        case .cancelAction(let run): cancelIfStarted(run)
        case .announce: break
        }
    }

    private func watch(_ start: ActionStart) {
        let context = context(for: start)
        let provider = provider(of: start.action.actionTypeId)
        let task = Task {
            let outcome = await provider?.run(start, in: context) ?? Self.missing(start, hasProvider: provider != nil)
            await self.ended(start, outcome)
        }
        watching[start.run.id] = Watch(type: start.action.actionTypeId, task: task)
    }

    /// The provider of a type, else the one of all other types of its category and owner.
    func provider(of type: ActionTypeID) -> (any ActionProvider)? {
        let other = ActionTypeID(category: type.category, owner: type.owner, provider: ActionTypeID.anyOtherProvider)
        return providers[ProviderKey(type)] ?? providers[ProviderKey(other)]
    }

    private static func missing(_ start: ActionStart, hasProvider: Bool) -> ActionOutcome? {
        if hasProvider { return nil }
        let type = start.action.actionTypeId
        return .misconfigured(
            "The embedded engine does not run \(type.category.rawValue) actions of provider '\(type.provider)' "
                + "(owner \(type.owner.rawValue)); use CodeBuild or Commands for this step, or run it on AWS.")
    }

    /// A result that cannot be stored, because the disk is full, is offered again until it can: the run has ended.
    private func ended(_ start: ActionStart, _ outcome: ActionOutcome?) async {
        guard let outcome else { return }
        let kind: Event.Kind =
            switch outcome.withinLimits {
            case .succeeded(let result): .actionSucceeded(start.run.id, result)
            case .failed(let error, let result): .actionFailed(start.run.id, error, result)
            }
        while watching[start.run.id] != nil, !report(start, kind) {
            do { try await Task.sleep(for: Self.pauseAfterFailedCommit) } catch { return }
        }
        watching[start.run.id] = nil
    }

    private static let pauseAfterFailedCommit = Duration.seconds(1)

    /// Answers whether that is settled. A run that is no longer in progress was ended by someone else meanwhile; its
    /// late word is dropped.
    @discardableResult
    private func report(_ start: ActionStart, _ kind: Event.Kind) -> Bool {
        do {
            try step(start.pipeline, kind)
        } catch let error as APIError {
            logger.debug("late report of \(start.run.id): \(error)")
        } catch {
            logger.error("cannot commit what \(start.run.id) reported: \(error)")
            return false
        }
        return true
    }

    private func cancelIfStarted(_ run: ActionExecutionID) {
        do {
            if let start = try store.unfinishedCancel(of: run) { cancel(start) }
        } catch {
            logger.error("cannot read what is to be cancelled; the next engine does it: \(error)")
        }
    }

    private func cancel(_ start: ActionStart) {
        watching.removeValue(forKey: start.run.id)?.task.cancel()
        let context = context(for: start)
        let provider = provider(of: start.action.actionTypeId)
        Task {
            await provider?.cancel(start, in: context)
            self.cancelled(start)
        }
    }

    private func cancelled(_ start: ActionStart) {
        do {
            try store.finishCancel(start.run.id)
        } catch {
            logger.error("cannot note that \(start.run.id) was cancelled: \(error)")
        }
        onActivity()
    }

    private func context(for start: ActionStart) -> ActionContext {
        let pipeline = start.pipeline
        return ActionContext(
            settings: settings, artifacts: artifacts, jobs: jobs,
            report: { [weak self] result in
                _ = await self?.report(start, .actionProgressed(start.run.id, result))
            },
            remoteURL: { [weak self] repository in await self?.remote(of: repository, in: pipeline) },
            buildProject: { [store] name in try store.buildProject(name, of: pipeline) },
            nextBuildNumber: { [store] project in (try? store.nextBuildNumber(project: project)) ?? 1 },
            startPipeline: { [weak self] input in
                guard let self else { throw CancellationError() }
                return try await self.invoke(input, by: start.run, of: pipeline)
            })
    }
}
