import AWS
import CloudFormation
import Deployment
import Foundation

/// Changes by a change set.
extension StackRun {
    func apply(_ operation: StackOperation) async throws -> Stack? {
        guard let (tree, follower) = try await begin(operation) else {
            let stack = try await site.client.describeStack(site.goal.name)
            if let id = stack?.stackId { try await operation.synchronizeTerminationProtection(of: id) }
            return showResult(stack, "(no changes)")
        }
        let begin = context.now()
        let progress = try await follow(follower, total: tree.changeSet.changes?.count)
        guard progress.hasSucceeded else { throw failure(progress) }
        let time = Elapsed.text(context.now().timeIntervalSince(begin))
        let verb = operation.plan.step == .update ? "updated" : "created"
        let stack = try await Patience.service.asking { try await site.client.describeStack(follower.stackID) }
        return showResult(stack, "\(verb) in \(time)")
    }

    /// Has a change set made and carried out, or leaves nothing of it. Answers it with who knows what happened before;
    /// `nil` if nothing would change.
    private func begin(_ operation: StackOperation) async throws -> (ChangeSetTree, StackFollower)? {
        do {
            guard let tree = try await operation.createChangeSet() else { return nil }
            let id = tree.changeSet.stackId ?? site.goal.name
            try await agree(to: tree, of: operation)
            let keepsFailed = try await keepsFailed(with: tree, of: operation)
            // Before it begins, as the CDK CLI does it: whoever stops following leaves no stack unprotected.
            try await operation.synchronizeTerminationProtection(of: id)
            let newest = try await StackFollower.newest(of: id, by: site.client)
            try await operation.execute(tree.changeSet, keepsFailed: keepsFailed)
            return (tree, StackFollower(id, by: site.client, since: newest))
        } catch {
            throw failure(error, leaving: await operation.abandon())
        }
    }

    /// Whether what was made stays if something fails. CloudFormation replaces nothing without being able to undo it.
    private func keepsFailed(with changeSet: ChangeSetTree, of operation: StackOperation) async throws -> Bool {
        guard keepsFailed, changeSet.replaces else { return keepsFailed }
        let words = "\(name): the change includes a replacement, which cannot be deployed with --no-rollback"
        guard operation.plan.deployed.situation != .paused else {
            let status = operation.plan.deployed.stack?.stackStatus.rawValue ?? ""
            throw CommandFailure.failed(
                "\(words), and the stack is in \(status).",
                hint: "`deploy \(site.goal.name)` without it rolls the stack back first.")
        }
        console.note("\(words).")
        try await context.confirm("Deploy \(name) so that a failure is rolled back?", consent: consent)
        return false
    }

    /// Shows if CloudFormation does more than what was shown, and asks again where that is to be asked about.
    private func agree(to changeSet: ChangeSetTree, of operation: StackOperation) async throws {
        let surprises = operation.plan.surprises(in: changeSet)
        guard !surprises.isEmpty else { return }
        console.show(
            ["\(name): CloudFormation's change set does more than the templates show:"]
                + surprises.map { "  " + Untrusted.line($0.line) })
        guard approval.asks(about: surprises) else { return }
        try await context.confirm("Go on with \(name)?", consent: consent)
    }
}
