import AWS
import CloudFormation
import Deployment
import Foundation

/// Carrying out, and following to the end.
extension StackDeployer {
    /// An operation that goes on, or has ended.
    struct Begun {
        var stackID: String
        /// What happened before belongs to something else.
        var since: Date
        var total: Int?
    }

    /// What an earlier engine began on behalf of this run with a change set; `nil` if it came to nothing.
    func begun(_ changeSet: String) async throws -> Begun? {
        guard let id = try await client.describeStack(name)?.stackId else { return nil }
        // Clocks differ, and events are told to the second by some.
        let oldest = run.start.addingTimeInterval(-3600)
        let events = try await client.describeStackEvents(id) { $0.timestamp < oldest }
        let token = run.token(.execute)
        if let first = events.filter({ $0.clientRequestToken == token }).map(\.timestamp).min() {
            return Begun(stackID: id, since: first)
        }
        // Its events may still be on their way.
        guard let there = try await client.describeChangeSet(changeSet, stackName: name),
            there.executionStatus == "EXECUTE_IN_PROGRESS", let since = there.creationTime
        else { return nil }
        return Begun(stackID: id, since: since)
    }

    /// Carries a change set out. An empty one leaves the stack as it is.
    ///
    /// - Parameter policy: holds for the update that brings it.
    func execute(_ changeSet: ChangeSet, _ policy: String?) async throws -> StackReport {
        guard let id = changeSet.stackId, !changeSet.isEmpty else {
            if let policy { try await client.setStackPolicy(policy, of: name) }
            return try await report(of: name, "nothing to change in \(name) \(place)")
        }
        if let policy, try await client.describeStack(id)?.stackStatus != .reviewInProgress {
            try await client.setStackPolicy(policy, of: id)
        }
        let since = try await StackFollower.newest(of: id, by: client)
        try await client.executeChangeSet(
            changeSet.changeSetId ?? "", stackName: id, token: run.token(.execute))
        return try await follow(Begun(stackID: id, since: since, total: changeSet.changes?.count), policy)
    }

    /// - Parameter policy: a stack that is new gets it when it is there.
    func follow(_ begun: Begun, _ policy: String?) async throws -> StackReport {
        let progress = try await progress(of: begun.stackID, since: begun.since, total: begun.total)
        guard progress.hasSucceeded else { throw failure(progress) }
        let isNew = progress.end == .createComplete
        if isNew, let policy { try await client.setStackPolicy(policy, of: begun.stackID) }
        let count = progress.done.count
        return try await report(
            of: begun.stackID,
            "\(isNew ? "created" : "updated") \(name) \(place): \(count) \(count == 1 ? "resource" : "resources")")
    }

    func progress(of id: String, since: Date, total: Int? = nil) async throws -> StackProgress {
        await tell(id, "\(name) \(place): under way")
        return try await StackFollower(id, by: client, since: since).follow(total: total) { news in
            guard case .steps(let steps) = news, let last = steps.last else { return }
            let count = last.total.map { "\(last.done)/\($0)" } ?? "\(last.done)"
            await tell(
                id, "\(name) \(place): \(count)  \(last.place.path) \(last.event.resourceStatus?.rawValue ?? "")")
        }
    }

    /// The first failed resource's own reason stands first.
    func failure(_ progress: StackProgress) -> StackRefusal {
        let end = "\(name) \(place) is in \(progress.end?.rawValue ?? "")"
        guard let cause = progress.cause else { return StackRefusal(code: "JobFailed", message: end) }
        let place = progress.place(of: cause).path
        return StackRefusal(
            code: "JobFailed",
            message: "\(cause.resourceType ?? "") \(place): \(cause.resourceStatusReason ?? "no reason was given")"
                + " (\(end))")
    }

    private func report(of stack: String, _ summary: String) async throws -> StackReport {
        let stack = try await Patience.service.asking { try await client.describeStack(stack) }
        let outputs = (stack?.outputs ?? []).map { ($0.outputKey, $0.outputValue) }
        return StackReport(
            id: stack?.stackId ?? name, summary: summary, outputs: Dictionary(outputs) { $1 })
    }
}
