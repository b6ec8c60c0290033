import Git
public import PipelineAPI
public import PipelineEngine

/// Starts the pipelines that a push to a repository means, whoever tells of it.
public struct PushReception: Sendable {
    let engine: Engine
    let mirrors: GitMirrors

    public init(engine: Engine, mirrors: GitMirrors) {
        self.engine = engine
        self.mirrors = mirrors
    }

    /// Carries `ReportPush` out.
    public func receive(_ input: ReportPush.Input) async throws -> ReportPush.Output {
        guard input.updates.count <= Self.updatesLimit else {
            throw APIError.validation("updates must have at most \(Self.updatesLimit) members")
        }
        let places = input.remotes.compactMap { try? RemoteURL($0) }
        let sources = await engine.watchedSources().filter { source in
            source.place.map { place in places.contains { $0.leadsToSamePlace(as: place) } } ?? false
        }
        var output = ReportPush.Output()
        for update in input.updates where !update.isDeletion {
            guard let reference = GitPush.Reference(fullName: update.reference) else { continue }
            let pushed = PushedReference(
                reference: reference, old: update.oldRevision.flatMap(CommitID.init).flatMap(Self.existing),
                new: CommitID(rawValue: update.newRevision))
            for source in sources {
                await receive(pushed, source, from: input.origin == .hook ? .hook : .client, &output)
            }
        }
        return output
    }

    private func receive(
        _ pushed: PushedReference, _ source: WatchedSource, from origin: PushOrigin, _ output: inout ReportPush.Output
    ) async {
        do {
            guard let started = try await start(source, pushed, from: origin) else { return }
            if !output.executions.contains(started) { output.executions.append(started) }
        } catch let error as APIError {
            output.problems.append("\(source.pipeline) does not start: \(error.message)")
        } catch {
            output.problems.append("\(source.pipeline) does not start: \(error)")
        }
    }

    /// Starts a source's pipeline with what was pushed, if its triggers mean it.
    func start(
        _ source: WatchedSource, _ pushed: PushedReference, from origin: PushOrigin
    ) async throws -> ReportPush.Started? {
        let byDefault = engine.settings.polling.byDefault
        guard source.mayMean(pushed.reference, from: origin, byDefault: byDefault) else { return nil }
        let mirror = try mirrors.mirror(of: source.remote)
        let head = try await mirror.fetch(reference: pushed.reference.fullName)
        // What is in the reference's history no more, nobody can build.
        let new = if let new = pushed.new { try await mirror.commit(under: new) } else { CommitID?.none }
        let commit = try await mirror.commitInfo(new ?? head)
        if case .filters(let filters) = source.detection {
            let isMeant = try await filters.accept(pushed.reference) {
                try await changedPaths(pushed, to: commit.id, source, mirror)
            }
            guard isMeant else {
                try await engine.note(pushed.reference, at: commit.id.rawValue, of: source)
                return nil
            }
        }
        let trigger = try source.trigger(pushed.reference, commit, from: origin)
        let twins = await engine.watchedSources().filter { $0.isTwin(of: source, pushed.reference) }
        let execution = try await engine.start(
            source, with: twins.map(\.action), at: commit.id.rawValue, trigger)
        // Polling need not find it once more.
        try await engine.note(pushed.reference, at: commit.id.rawValue, of: source)
        return ReportPush.Started(
            pipelineName: source.pipeline, pipelineExecutionId: execution.id, revisionId: commit.id.rawValue)
    }

    /// What the push changes: since where the reference was, of a new one since it left the action's branch.
    private func changedPaths(
        _ pushed: PushedReference, to commit: CommitID, _ source: WatchedSource, _ mirror: Mirror
    ) async throws -> [String] {
        let branch = source.configuration.branch
        var base = pushed.old
        if let old = base, (try? await mirror.ensure(old, branch: branch)) == nil { base = nil }
        let isOwnBranch = pushed.reference == .branch(branch)
        if base == nil, !isOwnBranch { base = try? await mirror.fetch(branch: branch) }
        return try await mirror.changedPaths(from: base, to: commit)
    }

    /// git writes zeros for what is not there.
    private static func existing(_ id: CommitID) -> CommitID? {
        id.rawValue.allSatisfy { $0 == "0" } ? nil : id
    }

    private static let updatesLimit = 10_000
}

extension ReportPush.Update {
    fileprivate var isDeletion: Bool { newRevision.allSatisfy { $0 == "0" } }
}
