import AWS
import CloudFormation
import Deployment
import Foundation

/// Carries out what was agreed for one stack, and tells how it goes.
struct StackRun {
    let context: CommandContext
    let site: StackSite
    let consent: ConsentOptions
    /// Leaves what was made if something fails.
    var keepsFailed = false
    /// Asks CloudFormation even where nothing has changed.
    var isForced = false
    /// Whether a person is asked about what was not foreseen.
    var asks = true

    private var console: Console { context.console }
    private var name: String { Untrusted.line(site.goal.shownName) }

    /// Answers the stack as it is then; `nil` if there is none.
    @discardableResult
    func run(_ plan: StackPlan) async throws -> Stack? {
        let operation = StackOperation(plan, by: site.client)
        do {
            switch plan.step {
            case .nothing: return show(plan.deployed.stack, "(no changes)")
            case .skip:
                console.note("\(name): it is not there, and nothing is to be")
                return nil
            case .delete:
                let begin = context.now()
                try await delete(operation, "deleting it")
                tell("deleted in \(Elapsed.text(context.now().timeIntervalSince(begin)))")
                return nil
            case .recreate:
                try await delete(operation, "deleting what its failed creation has left")
                return try await apply(operation)
            case .rollBackAndUpdate: return try await rollBack(operation)
            case .create, .update: return try await apply(operation)
            }
        } catch is CancellationError {
            throw interrupted
        }
    }

    /// Follows what CloudFormation does with the stack anyway.
    func comeBack(to stackID: String, since: Date) async throws {
        do {
            let follower = StackFollower(stackID, by: site.client, since: since)
            let progress = try await follow(follower, total: nil)
            guard progress.hasSucceeded else { throw failure(progress) }
            tell(progress.end ?? "")
        } catch is CancellationError {
            throw interrupted
        }
    }

    private var interrupted: CommandFailure {
        .interrupted(
            "Stopped following. What CloudFormation does goes on; `events \(site.goal.name) -f` comes back to it.")
    }

    // MARK: Before

    private func rollBack(_ operation: StackOperation) async throws -> Stack? {
        console.note("\(name): rolling back first, to its last good state")
        let follower = try await follower(operation)
        try await operation.rollBack()
        let progress = try await follow(follower, total: nil)
        guard ["UPDATE_ROLLBACK_COMPLETE", "ROLLBACK_COMPLETE"].contains(progress.end) else { throw failure(progress) }
        let plan = try await site.plan(keepsFailed: keepsFailed, isForced: isForced)
        // What is to be deleted, nobody has agreed to.
        guard plan.step == .update else {
            throw CommandFailure.failed(
                "\(name) is rolled back, and nothing of it is left that could be updated.",
                hint: "`deploy \(site.goal.name)` deletes the rest and creates it anew, after a y/n.")
        }
        return try await run(plan)
    }

    private func delete(_ operation: StackOperation, _ words: String) async throws {
        console.note("\(name): \(words)")
        let follower = try await follower(operation)
        try await operation.delete()
        let progress = try await follow(follower, total: nil)
        guard progress.end == "DELETE_COMPLETE" else { throw failure(progress) }
    }

    /// Knows what has happened so far, and tells only what comes.
    private func follower(_ operation: StackOperation) async throws -> StackFollower {
        let id = operation.plan.deployed.stack?.stackId ?? site.goal.name
        return StackFollower(id, by: site.client, since: try await StackFollower.newest(of: id, by: site.client))
    }

    // MARK: The change set

    private func apply(_ operation: StackOperation) async throws -> Stack? {
        guard let changeSet = try await operation.createChangeSet() else {
            let stack = try await site.client.describeStack(site.goal.name)
            if let id = stack?.stackId { try await operation.synchronizeTerminationProtection(of: id) }
            return show(stack, "(no changes)")
        }
        let id = changeSet.stackId ?? site.goal.name
        let begin = context.now()
        let follower = try await execute(changeSet, of: id, by: operation)
        let progress = try await follow(follower, total: changeSet.changes?.count)
        guard progress.hasSucceeded else { throw failure(progress) }
        let time = Elapsed.text(context.now().timeIntervalSince(begin))
        let verb = operation.plan.step == .update ? "updated" : "created"
        return show(try await site.client.describeStack(id), "\(verb) in \(time)")
    }

    /// Has the change set carried out, or leaves nothing of it, also where this task is cancelled. Answers who knows what
    /// happened before.
    private func execute(
        _ changeSet: ChangeSet, of id: String, by operation: StackOperation
    ) async throws -> StackFollower {
        do {
            try await agree(to: changeSet, of: operation)
            try await operation.synchronizeTerminationProtection(of: id)
            let newest = try await StackFollower.newest(of: id, by: site.client)
            try await operation.execute(changeSet, keepsFailed: keepsFailed)
            return StackFollower(id, by: site.client, since: newest)
        } catch {
            await Task { try? await operation.discard(changeSet) }.value
            throw error is CancellationError
                ? CommandFailure.interrupted("Stopped: the change set of \(name) was not carried out.") : error
        }
    }

    /// Asks again if CloudFormation does more than what was shown, where a person is to be asked at all.
    private func agree(to changeSet: ChangeSet, of operation: StackOperation) async throws {
        let surprises = operation.plan.surprises(in: changeSet)
        guard !surprises.isEmpty else { return }
        console.show(
            ["\(name): CloudFormation's change set does more than the templates show:"]
                + surprises.map { "  " + Untrusted.line($0) })
        guard asks else { return }
        try await context.confirm("Go on with \(name)?", consent: consent)
    }

    // MARK: Telling

    private func follow(_ follower: StackFollower, total: Int?) async throws -> StackProgress {
        let view = StackStepView(style: console.style, constructs: site.goal.constructs)
        return try await follower.follow(total: total) { news in
            for line in view.lines(news) { console.note(line) }
        }
    }

    private func failure(_ progress: StackProgress) -> CommandFailure {
        let view = StackStepView(style: console.style, constructs: site.goal.constructs)
        let hint =
            progress.end == "ROLLBACK_COMPLETE"
            ? "The next `deploy \(site.goal.name)` deletes what is left and creates it again." : nil
        return .failed(
            (["\(name) failed: \(progress.end ?? "")"] + view.causes(progress)).joined(separator: "\n"), hint: hint)
    }

    private func tell(_ words: String) {
        console.note("\(Sign.succeeded.painted(console.style)) \(name)  \(words)")
    }

    private func show(_ stack: Stack?, _ words: String) -> Stack? {
        tell(words)
        let outputs = (stack?.outputs ?? []).sorted { $0.outputKey < $1.outputKey }
        if !outputs.isEmpty {
            console.show(
                ["Outputs:"]
                    + outputs.map { Untrusted.line("\(site.goal.outputPrefix).\($0.outputKey) = \($0.outputValue)") })
        }
        if let arn = stack?.stackId { console.show(["Stack ARN:", Untrusted.line(arn)]) }
        return stack
    }
}
