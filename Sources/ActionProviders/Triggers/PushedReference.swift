import Foundation
import Git
import PipelineAPI
import PipelineCore
import PipelineEngine

/// A branch or a tag of a remote that has moved.
struct PushedReference: Sendable {
    var reference: GitPush.Reference
    /// What it was at; `nil` for a new one, and where that is not known.
    var old: CommitID?
    /// The commit, or the tag over it, that was pushed: it goes out even where the reference has moved on since.
    var new: CommitID?
}

/// How the engine was told.
enum PushOrigin: Sendable {
    case hook
    case client
    case polling
}

extension WatchedSource {
    /// Whether the push may start the pipeline, whatever it changes.
    func mayMean(_ reference: GitPush.Reference, from origin: PushOrigin, byDefault: Bool) -> Bool {
        switch detection {
        case .filters(let filters): return filters.mayAccept(reference)
        case .branch(let isWanted):
            guard reference == .branch(configuration.branch) else { return false }
            return isWanted.map { $0 || isStartedByEvents(from: origin) } ?? (origin == .hook || byDefault)
        }
    }

    /// Where its repository lies, as far as that can be read.
    var place: RemoteURL? { try? RemoteURL(remote) }

    /// Whether a push to another source's repository means this one of the same pipeline too.
    func isTwin(of other: WatchedSource, _ reference: GitPush.Reference) -> Bool {
        guard pipeline == other.pipeline, action != other.action, let place, let otherPlace = other.place,
            place.leadsToSamePlace(as: otherPlace)
        else { return false }
        if case .filters(let filters) = detection, filters.mayAccept(reference) { return true }
        return reference == .branch(configuration.branch)
    }

    /// Where polling is off on AWS, a webhook or an event rule does its work: here a hook. A connection has no other way.
    private func isStartedByEvents(from origin: PushOrigin) -> Bool {
        origin == .hook && configuration.provider != "CodeStarSourceConnection"
    }

    /// The trigger that CodePipeline records for such a push.
    func trigger(_ reference: GitPush.Reference, _ commit: Commit, from origin: PushOrigin) throws -> ExecutionTrigger {
        switch (configuration.provider, origin) {
        case ("CodeStarSourceConnection", _):
            return ExecutionTrigger(triggerType: .webhookV2, triggerDetail: try detail(reference, commit))
        case (_, .polling): return ExecutionTrigger(triggerType: .pollForSourceChanges, triggerDetail: action.rawValue)
        case ("GitHub", _): return ExecutionTrigger(triggerType: .webhook, triggerDetail: remote)
        default: return ExecutionTrigger(triggerType: .cloudWatchEvent, triggerDetail: remote)
        }
    }

    private func detail(_ reference: GitPush.Reference, _ commit: Commit) throws -> String {
        let detail = PushTriggerDetail(
            reference, commitID: commit.id.rawValue, repository: configuration.repository, authorName: commit.authorName
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(detail), as: UTF8.self)
    }
}

extension ActionStart {
    /// The push that has brought the source action's commit.
    var push: PushTriggerDetail? {
        guard let trigger, trigger.triggerType == .webhookV2, let detail = trigger.triggerDetail,
            let push = try? JSONDecoder().decode(PushTriggerDetail.self, from: Data(detail.utf8)),
            revisionOverride?.revisionValue == push.commitID
        else { return nil }
        return push
    }
}
