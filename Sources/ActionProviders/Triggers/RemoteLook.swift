import Foundation
import Git
import Logging
import PipelineAPI
import PipelineEngine

/// One look at a remote: what its sources' references are at, and what follows from that.
struct RemoteLook: Sendable {
    let remote: String
    let engine: Engine
    let reception: PushReception
    let logger: Logger

    /// Throws where the remote cannot be asked.
    func run() async throws -> SourceLook {
        let sources = await engine.polledSources().filter { $0.remote == remote }
        guard !sources.isEmpty else { return SourceLook() }
        let references = try await references(Set(sources.flatMap(\.patterns)).sorted())
        var result = SourceLook()
        for source in sources {
            do {
                if try await !look(source, references) { result.undecided.append(source) }
            } catch let error where !(error is CancellationError) {
                logger.warning("cannot start \(source.pipeline), whose source has moved: \(error)")
                result.isToBeRepeated = true
            }
        }
        return result
    }

    /// A server that does not answer is given up.
    private func references(_ patterns: [String]) async throws -> [String: CommitID] {
        let url = try RemoteURL(remote)
        let command = reception.mirrors.command
        return try await withThrowingTaskGroup(of: [String: CommitID].self) { group in
            group.addTask { try await command.references(of: url, matching: patterns) }
            group.addTask {
                try await Task.sleep(for: Self.patience)
                throw GitError.remote(.unreachable(reason: "no answer from \(url) within \(Self.patience)"))
            }
            defer { group.cancelAll() }
            return try await group.next() ?? [:]
        }
    }

    private static let patience = Duration.seconds(60)

    /// Answers whether all is decided.
    private func look(_ source: WatchedSource, _ references: [String: CommitID]) async throws -> Bool {
        let now = references.filter { source.watches($0.key) }.mapValues(\.rawValue)
        let seen = try await engine.seenReferences(source)
        guard now != seen else { return true }
        let changes = SourceChanges(
            source, seen: seen, now: now, carried: try await engine.carriedRevision(source))
        for name in changes.toStart {
            try Task.checkCancellation()
            guard let reference = GitPush.Reference(fullName: name) else { continue }
            let pushed = PushedReference(
                reference: reference, old: seen?[name].flatMap(CommitID.init), new: now[name].flatMap(CommitID.init))
            _ = try await reception.start(source, pushed, from: .polling)
        }
        if changes.isSettled { try await engine.note(seenReferences: now, of: source) }
        return changes.isSettled
    }
}

extension WatchedSource {
    /// What the remote is asked for.
    fileprivate var patterns: [String] {
        switch detection {
        case .filters(let filters):
            (filters.contains { $0.tags != nil } ? ["refs/tags"] : [])
                + (filters.contains { $0.tags == nil || $0.branches != nil } ? ["refs/heads"] : [])
        case .branch: [GitPush.Reference.branch(configuration.branch).fullName]
        }
    }

    fileprivate func watches(_ name: String) -> Bool {
        GitPush.Reference(fullName: name).map { mayMean($0, from: .polling, byDefault: true) } ?? false
    }
}
