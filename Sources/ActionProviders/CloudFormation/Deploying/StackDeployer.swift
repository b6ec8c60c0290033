import AWS
import CloudFormation
import Deployment
import Foundation

/// What a Deploy/CloudFormation action does with a stack where that really is, by the rules of the action modes
/// (CodePipeline user guide, "CloudFormation deploy action reference").
///
/// Each operation carries the run's token, by which it is found again: a run that an engine left goes on, and nothing is
/// carried out twice.
struct StackDeployer {
    let name: String
    let client: CloudFormationClient
    /// Takes templates that are too large for a request.
    let session: AWSSession
    let environment: AWSEnvironment
    /// Where that is, in a sentence: `on AWS`.
    let place: String
    let run: Run
    let memory: ChangeSetMemory
    /// Told how it goes: the stack's id, and words.
    let tell: @Sendable (String, String) async -> Void

    /// The run of the action.
    struct Run {
        var id: String
        /// What carries its token happened later.
        var start: Date

        /// What marks the events of an operation. An operation that is asked for twice with it is carried out once.
        func token(_ operation: Operation) -> String { "\(operation)-\(id)" }

        enum Operation { case execute, delete }
    }

    func carryOut(_ action: StackAction, _ request: () async throws -> StackRequest) async throws -> StackReport {
        let changeSet = action.changeSetName ?? ""
        switch action.mode {
        case .changeSetReplace: return try await prepare(changeSet, request())
        case .changeSetExecute: return try await executeChangeSet(changeSet)
        case .createUpdate: return try await createOrUpdate(request(), replacesFailed: false)
        case .replaceOnFailure: return try await createOrUpdate(request(), replacesFailed: true)
        case .deleteOnly: return try await delete(by: action.role)
        }
    }

    private func prepare(_ changeSet: String, _ request: StackRequest) async throws -> StackReport {
        try memory.keep(request, as: changeSet, of: name, in: environment)
        let made = try await replaceChangeSet(changeSet, request)
        let words = made.isEmpty ? "nothing would change" : ChangeCounts(made).words
        return StackReport(id: made.stackId ?? name, summary: "change set \(changeSet) of \(name) \(place): \(words)")
    }

    /// One that is gone, because it was executed, is made again.
    private func executeChangeSet(_ changeSet: String) async throws -> StackReport {
        let request = memory.request(changeSet, of: name, in: environment)
        if let begun = try await begun(changeSet) { return try await follow(begun, request?.policy) }
        if let there = try await openChangeSet(changeSet) { return try await execute(there, request?.policy) }
        guard let request else {
            throw StackRefusal(
                code: "ChangeSetNotFoundException",
                message:
                    "ChangeSet [\(changeSet)] does not exist for the stack '\(name)' \(place). `retry --all` of the "
                    + "stage makes it again")
        }
        var report = try await execute(replaceChangeSet(changeSet, request), request.policy)
        report.summary += " (the change set was gone and was made again)"
        return report
    }

    private func createOrUpdate(_ request: StackRequest, replacesFailed: Bool) async throws -> StackReport {
        // Nobody else has a change set of that name.
        let changeSet = "sluice-\(run.id)"
        if let begun = try await begun(changeSet) { return try await follow(begun, request.policy) }
        if replacesFailed { try await deleteFailed(by: request.role) }
        let made = try await replaceChangeSet(changeSet, request)
        let report = try await execute(made, request.policy)
        if made.isEmpty { try await client.deleteChangeSet(changeSet, stackName: name) }
        return report
    }

    private func delete(by role: String?) async throws -> StackReport {
        guard let stack = try await client.describeStack(name), let id = stack.stackId else {
            return StackReport(id: name, summary: "nothing to delete: there is no stack \(name) \(place)")
        }
        try await delete(id, stack.stackStatus, by: role)
        memory.forget(name, in: environment)
        return StackReport(id: id, summary: "deleted \(name) \(place)")
    }

    /// REPLACE_ON_FAILURE: what failed gives way.
    private func deleteFailed(by role: String?) async throws {
        guard let stack = try await client.describeStack(name), let id = stack.stackId else { return }
        let failed: [StackStatus] = [
            .createFailed, .rollbackComplete, .rollbackFailed, .deleteFailed, .updateRollbackFailed,
        ]
        guard failed.contains(stack.stackStatus) || stack.stackStatus == .deleteInProgress else { return }
        try await delete(id, stack.stackStatus, by: role)
    }

    private func delete(_ id: String, _ status: StackStatus, by role: String?) async throws {
        let since = try await StackFollower.newest(of: id, by: client)
        if status == .deleteInProgress {
            // An engine that is gone began it, or somebody else: the end of it may have come already.
            guard try await client.describeStack(id)?.stackStatus == status else { return }
        } else {
            try await client.deleteStack(id, roleARN: role, token: run.token(.delete))
        }
        let progress = try await progress(of: id, since: since)
        guard progress.end == .deleteComplete else { throw failure(progress) }
    }
}

/// What an action says of its stack.
struct StackReport {
    /// The stack's ARN, or its name where it is nowhere.
    var id: String
    var summary: String
    var outputs: [String: String] = [:]
}
