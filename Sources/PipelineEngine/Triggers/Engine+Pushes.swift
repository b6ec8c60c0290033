public import PipelineAPI
import PipelineCore

/// What the newest execution of a pipeline has of a source action.
public enum CarriedRevision: Sendable, Hashable {
    case revision(String)
    /// It is under way and has yet to fetch.
    case notYet
    /// There is none, or its source failed.
    case none
}

/// What came of a pushed commit that means a pipeline.
public struct PushedExecution: Sendable, Hashable {
    public var id: ExecutionID
    /// Whether it was there before: one push may be told by several.
    public var wasThere: Bool
}

extension Engine {
    /// What the newest execution, rollbacks left out, carries or is to carry.
    public func carriedRevision(_ source: some WatchedAction) throws -> CarriedRevision {
        guard let newest = try store.newestExecution(of: source.pipeline) else { return .none }
        if let revision = newest.revision(of: source.action) { return .revision(revision) }
        return newest.status.hasEnded ? .none : .notYet
    }

    /// Returns when it is known what the newest execution has of a source action, or the task is cancelled.
    public func revisionIsKnown(_ source: any WatchedAction) async {
        let changes = changes(after: nil, pipeline: source.pipeline)
        guard (try? carriedRevision(source)) == .notYet else { return }
        for await _ in changes where (try? carriedRevision(source)) != .notYet { return }
    }

    /// Starts the pipeline of a source with a pushed commit, unless its newest execution carries that already.
    ///
    /// - Parameter twins: the other source actions of the pipeline that the push means: they take the same commit, since one
    ///   push is one execution.
    ///
    /// Throws what `StartPipelineExecution` throws.
    public func start(
        _ source: WatchedSource, with twins: [ActionName], at commit: String, _ trigger: ExecutionTrigger
    ) throws -> PushedExecution {
        let before = try pipeline(source.pipeline)
        if let newest = try store.newestExecution(of: source.pipeline), newest.revision(of: source.action) == commit {
            return PushedExecution(id: newest.id, wasThere: true)
        }
        let revisions = ([source.action] + twins).map {
            SourceRevisionOverride(actionName: $0, revisionType: .commitID, revisionValue: commit)
        }
        let after = try step(
            source.pipeline, .executionStarted(trigger: trigger, variables: [:], revisions: revisions))
        guard let started = after.allExecutions.values.first(where: { $0.number == before.nextNumber }) else {
            throw APIError(code: "ConflictException", message: "No execution of '\(source.pipeline)' started")
        }
        return PushedExecution(id: started.id, wasThere: false)
    }

    /// Starts a pipeline whose source has changed, with what its sources have when they are fetched.
    ///
    /// Throws what `StartPipelineExecution` throws.
    public func start(_ source: some WatchedAction, _ trigger: ExecutionTrigger) throws {
        try step(source.pipeline, .executionStarted(trigger: trigger, variables: [:], revisions: []))
    }

    /// What the references of a source were at when last looked at, by their full names; `nil` before the first look.
    public func seenReferences(_ source: some WatchedAction) throws -> [String: String]? {
        try store.seenReferences(source.action, of: source.pipeline)
    }

    /// Counts one reference as seen, where the others have been looked at.
    public func note(_ reference: GitPush.Reference, at commit: String, of source: WatchedSource) throws {
        guard var seen = try seenReferences(source), seen[reference.fullName] != commit else { return }
        seen[reference.fullName] = commit
        try note(seenReferences: seen, of: source)
    }

    public func note(seenReferences: [String: String], of source: some WatchedAction) throws {
        // A pipeline that was deleted meanwhile leaves nothing behind.
        guard try find(source.pipeline) != nil else { return }
        try store.save(seenReferences: seenReferences, source.action, of: source.pipeline)
    }
}

extension Execution {
    /// The commit of a source action: the one that was asked for, else the one that was fetched.
    fileprivate func revision(of action: ActionName) -> String? {
        revisionOverrides.first { $0.actionName == action && $0.revisionType == .commitID }?.revisionValue
            ?? sourceRevisions.first { $0.actionName == action }?.revisionId
    }
}
