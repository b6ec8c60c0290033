import Foundation
import PipelineAPI
import PipelineCore

/// The engine looks by itself at the sources of pipelines that say so, or, if the settings say so, that say nothing. A
/// pipeline that has been idle for long is looked at no more.
extension Engine {
    /// The git sources to look at.
    public func polledSources() -> [WatchedSource] { watchedSources().filter { wantsPolling($0) && isAwake($0) } }

    /// The objects of buckets to look at.
    public func polledObjects() -> [WatchedObject] { watchedObjects().filter { wantsPolling($0) && isAwake($0) } }

    /// Whether any source that is there is to be looked at.
    public func polls(remote: String) -> Bool {
        watchedSources().contains { $0.remote == remote && wantsPolling($0) && isAwake($0) }
    }

    /// Whether an object is to be looked at.
    public func polls(_ object: WatchedObject) -> Bool {
        watchedObjects().contains { $0 == object && wantsPolling($0) && isAwake($0) }
    }

    /// When polling ended for a pipeline that would be polled, had it not been idle for so long.
    func pollingDisabled(_ state: PipelineState) throws -> Date? {
        guard mayBeAsleep(state) else { return nil }
        let lastUse = max(try store.newestStart(of: state.name) ?? .distantPast, state.updated)
        return isAsleep(since: lastUse) ? lastUse + Self.idleTimeUntilSleep : nil
    }

    /// Whether it takes the history to know if the pipeline is polled no longer.
    nonisolated func mayBeAsleep(_ state: PipelineState) -> Bool {
        isAsleep(since: state.updated) && wantsPolling(state.declaration)
    }

    private nonisolated func wantsPolling(_ declaration: PipelineDeclaration) -> Bool {
        let triggers = declaration.triggers ?? []
        return declaration.stages.first?.actions.contains { action in
            if let object = WatchedObject(action, of: declaration.name, declared: .distantFuture) {
                return wantsPolling(object)
            }
            guard let source = GitSourceConfiguration(action) else { return false }
            return wantsPolling(triggers.pushDetection(of: action.name, source))
        } ?? false
    }

    private nonisolated func wantsPolling(_ source: WatchedSource) -> Bool { wantsPolling(source.detection) }

    private nonisolated func wantsPolling(_ object: WatchedObject) -> Bool {
        object.isWanted ?? settings.polling.byDefault
    }

    private nonisolated func wantsPolling(_ detection: PushDetection) -> Bool {
        switch detection {
        case .filters(let filters): !filters.isEmpty
        case .branch(let isWanted): isWanted ?? settings.polling.byDefault
        }
    }

    private func isAwake(_ source: some WatchedAction) -> Bool {
        if !isAsleep(since: source.declared) { return true }
        do {
            return try store.newestStart(of: source.pipeline).map { !isAsleep(since: $0) } ?? false
        } catch {
            // To look once too often starts nothing by itself.
            return true
        }
    }

    private nonisolated func isAsleep(since lastUse: Date) -> Bool { now() > lastUse + Self.idleTimeUntilSleep }

    /// 30 days ("Quotas in AWS CodePipeline": polling pipelines).
    private static let idleTimeUntilSleep: TimeInterval = 30 * 86_400
}
