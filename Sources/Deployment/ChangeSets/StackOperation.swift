public import AWS
import CloudFormation
import Foundation

/// What is done to one stack at CloudFormation.
public struct StackOperation: Sendable {
    let client: CloudFormationClient
    public let plan: StackPlan
    /// How long to wait before asking again.
    var pace = PollingPace.stack
    let token = UUID().uuidString.lowercased()

    public init(_ plan: StackPlan, by client: CloudFormationClient) {
        self.plan = plan
        self.client = client
    }

    var goal: StackGoal { plan.goal }

    /// Whether the stack is still as it was when the plan was made.
    public func isCurrent() async throws -> Bool {
        let (now, then) = (try await client.describeStack(goal.name), plan.deployed.stack)
        return now?.stackId == then?.stackId && now?.stackStatus == then?.stackStatus
            && now?.lastUpdatedTime == then?.lastUpdatedTime && now?.changeSetId == then?.changeSetId
    }

    /// Whether CloudFormation has done something with the stack since the plan was made, or is about to.
    public func hasMoved() async throws -> Bool {
        guard let then = plan.deployed.stack else { return true }
        return try await client.describeStack(then.stackId ?? goal.name)?.stackStatus != then.stackStatus
    }

    /// Whether a stack that is there is changed, as opposed to one that is created.
    public var isUpdate: Bool { plan.step == .update || plan.step == .rollBackAndUpdate }

    /// Carries a change set out. Its events say how it goes.
    ///
    /// - Parameter keepsFailed: leaves what was made where it is if something fails.
    public func execute(_ changeSet: ChangeSet, keepsFailed: Bool) async throws {
        try Task.checkCancellation()
        try await client.executeChangeSet(
            changeSet.changeSetId ?? "", stackName: changeSet.stackId, token: "exec-\(token)",
            disableRollback: keepsFailed ? true : nil)
    }

    /// Deletes the stack. Its events say how it goes.
    ///
    /// What a failed creation has left is deleted though it is protected: it protects nothing.
    public func delete() async throws {
        guard let stack = plan.deployed.stack, let id = stack.stackId else { return }
        try Task.checkCancellation()
        if plan.deployed.situation == .failedCreation, stack.enableTerminationProtection == true {
            try await client.updateTerminationProtection(of: id, to: false)
        }
        try await client.deleteStack(id, roleARN: goal.executionRole, token: "delete-\(token)")
    }

    /// Brings the stack back to its last good state, as far as CloudFormation can.
    public func rollBack() async throws {
        guard let stack = plan.deployed.stack, let id = stack.stackId else { return }
        try Task.checkCancellation()
        if plan.deployed.situation == .failedRollback {
            try await client.continueUpdateRollback(id, roleARN: goal.executionRole, token: "rollback-\(token)")
        } else {
            try await client.rollbackStack(id, roleARN: goal.executionRole, token: "rollback-\(token)")
        }
    }

    /// Turns termination protection on or off where the app says something else than what is there.
    public func synchronizeTerminationProtection(of stackID: String) async throws {
        let isProtected = plan.step != .recreate && plan.deployed.stack?.enableTerminationProtection == true
        guard let wanted = goal.terminationProtection, wanted != isProtected else { return }
        try await client.updateTerminationProtection(of: stackID, to: wanted)
    }
}
