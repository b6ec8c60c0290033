import Foundation
import Git
import PipelineAPI
import PipelineEngine

/// A branch or a tag of a remote that has moved.
struct PushedReference: Sendable {
    var reference: GitPush.Reference
    /// What it was at; `nil` for a new one, and where that is not known.
    var old: CommitID?
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

    /// Repository, branch or tag, commit and author, under the names of the action's output variables.
    private func detail(_ reference: GitPush.Reference, _ commit: Commit) throws -> String {
        var members = [
            "AuthorDisplayName": commit.authorName, "CommitId": commit.id.rawValue,
            "FullRepositoryName": configuration.repository,
        ]
        switch reference {
        case .branch(let name): members["BranchName"] = name
        case .tag(let name): members["TagName"] = name
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(members), as: UTF8.self)
    }
}
