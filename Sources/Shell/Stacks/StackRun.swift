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
    /// What a person is asked about that was not foreseen.
    var approval = ApprovalLevel.anyChange

    var console: Console { context.console }
    var name: String { Untrusted.line(site.goal.shownName) }

    /// Answers the stack as it is then; `nil` if there is none.
    @discardableResult
    func run(_ plan: StackPlan) async throws -> Stack? {
        let operation = StackOperation(plan, by: site.client)
        do {
            switch plan.step {
            case .nothing: return showResult(plan.deployed.stack, "(no changes)")
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
            throw await interrupted(site.goal.name)
        }
    }

    /// Follows what CloudFormation does with the stack anyway.
    ///
    /// - Parameter event: the last that a person has seen; `nil` if none.
    func comeBack(to stackID: String, after event: StackEvent?) async throws {
        do {
            let follower = StackFollower(stackID, by: site.client, after: event)
            let progress = try await follow(follower, total: nil)
            guard progress.hasSucceeded else { throw failure(progress) }
            tell(progress.end?.rawValue ?? "")
        } catch is CancellationError {
            throw await interrupted(stackID)
        }
    }

    // MARK: Before

    private func rollBack(_ operation: StackOperation) async throws -> Stack? {
        console.note("\(name): rolling back first, to its last good state")
        let follower = try await follower(operation)
        try await begin(operation) { try await operation.rollBack() }
        let progress = try await follow(follower, total: nil)
        guard progress.end == .updateRollbackComplete || progress.end == .rollbackComplete else {
            throw failure(progress)
        }
        let plan = try await site.plan(keepsFailed: keepsFailed, isForced: isForced)
        // What is to be deleted, nobody has agreed to.
        guard plan.step == .update || plan.step == .nothing else {
            throw CommandFailure.failed(
                "\(name) is rolled back, and nothing of it is left that could be updated.",
                hint: "`deploy \(site.goal.name)` deletes the rest and creates it anew, after a y/n.")
        }
        try await agree(to: plan, after: operation.plan)
        return try await run(plan)
    }

    /// Shows what is to be done if it is not what was agreed to, and asks again where a person is to be asked at all.
    private func agree(to plan: StackPlan, after agreed: StackPlan) async throws {
        guard plan.isNeeded, plan.difference != agreed.difference || plan.settings != agreed.settings else { return }
        console.show(["\(name) is rolled back, and what is to be done is not what was shown:"])
        console.show(StackPlanView(on: console).lines(plan))
        guard approval.asks(about: plan) else { return }
        try await context.confirm("Go on with \(name)?", consent: consent)
    }

    private func delete(_ operation: StackOperation, _ words: String) async throws {
        console.note("\(name): \(words)")
        let follower = try await follower(operation)
        try await begin(operation) { try await operation.delete() }
        let progress = try await follow(follower, total: nil)
        guard progress.end == .deleteComplete else { throw failure(progress) }
    }

    /// Has something begun. Where no answer came, the stack itself says whether it has.
    private func begin(_ operation: StackOperation, _ call: () async throws -> Void) async throws {
        do {
            try await call()
        } catch let error as ClientError where error.leavesOpen {
            guard try await Patience.service.asking({ try await operation.hasMoved() }) else { throw error }
        }
    }

    /// Knows what has happened so far, and tells only what comes.
    private func follower(_ operation: StackOperation) async throws -> StackFollower {
        let id = operation.plan.deployed.stack?.stackId ?? site.goal.name
        return StackFollower(id, by: site.client, since: try await StackFollower.newest(of: id, by: site.client))
    }
}
