public import AWS
import CloudFormation
import Foundation

/// What is done to one stack at CloudFormation.
public struct StackOperation: Sendable {
    let client: CloudFormationClient
    public let plan: StackPlan
    /// How long to wait before asking again.
    var pace = PollingPace.stack
    private let token = UUID().uuidString.lowercased()

    public init(_ plan: StackPlan, by client: CloudFormationClient) {
        self.plan = plan
        self.client = client
    }

    private var goal: StackGoal { plan.goal }

    /// Whether the stack is still as it was when the plan was made.
    public func isCurrent() async throws -> Bool {
        let (now, then) = (try await client.describeStack(goal.name), plan.deployed.stack)
        return now?.stackId == then?.stackId && now?.stackStatus == then?.stackStatus
            && now?.lastUpdatedTime == then?.lastUpdatedTime && now?.changeSetId == then?.changeSetId
    }

    /// Makes the change set, when everything it names was published.
    ///
    /// - Returns: `nil` if nothing would change.
    /// - Throws: `StackError.changeSetFailed`. Nothing is left of it then, and nothing when the task is cancelled.
    public func createChangeSet() async throws -> ChangeSet? {
        let output = try await client.createChangeSet(request)
        do {
            let changeSet = try await described(output.id)
            if changeSet.status == "CREATE_COMPLETE" { return changeSet }
            guard changeSet.isEmpty else {
                throw StackError.changeSetFailed(
                    stack: goal.name, reason: try await reason(changeSet) ?? changeSet.status)
            }
            try await discard(changeSet)
            return nil
        } catch {
            // In a task of its own: the one that runs may be cancelled.
            await Task { try? await discard(id: output.id, stackID: output.stackId) }.value
            throw error
        }
    }

    /// Throws a change set away that is not executed, and the stack that was there only for it.
    public func discard(_ changeSet: ChangeSet) async throws {
        try await discard(id: changeSet.changeSetId ?? "", stackID: changeSet.stackId)
    }

    private func discard(id: String, stackID: String?) async throws {
        try await client.deleteChangeSet(id)
        guard plan.deployed.situation != .deployed, let stackID,
            plan.deployed.stack?.stackId != stackID || plan.step == .recreate,
            try await client.describeStack(stackID)?.stackStatus == "REVIEW_IN_PROGRESS"
        else { return }
        try await client.deleteStack(stackID)
        _ = try await ended(stackID)
    }

    /// Carries a change set out. Its events say how it goes.
    ///
    /// - Parameter keepsFailed: leaves what was made where it is if something fails.
    public func execute(_ changeSet: ChangeSet, keepsFailed: Bool) async throws {
        try await client.executeChangeSet(
            changeSet.changeSetId ?? "", stackName: changeSet.stackId, token: "exec-\(token)",
            disableRollback: keepsFailed ? true : nil)
    }

    /// Deletes the stack. Its events say how it goes.
    public func delete() async throws {
        guard let id = plan.deployed.stack?.stackId else { return }
        try await client.deleteStack(id, roleARN: goal.executionRole, token: "delete-\(token)")
    }

    /// Brings the stack back to its last good state, as far as CloudFormation can.
    public func rollBack() async throws {
        guard let stack = plan.deployed.stack, let id = stack.stackId else { return }
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

    /// Waits for the end of what goes on with a stack. Answers its last state; `nil` if it is gone.
    public func ended(_ stackID: String) async throws -> Stack? {
        var pace = pace
        while let stack = try await client.describeStack(stackID) {
            guard stack.stackStatus.hasSuffix("IN_PROGRESS") else { return stack }
            try await Task.sleep(for: pace.next(hasMoved: false))
        }
        return nil
    }

    // MARK: The change set

    private var request: CreateChangeSet.Input {
        let isUpdate = plan.step == .update || plan.step == .rollBackAndUpdate
        var input = CreateChangeSet.Input(
            stackName: goal.name, changeSetName: "sluice-\(token.prefix(8))",
            changeSetType: isUpdate ? .update : .create)
        switch goal.delivery {
        case .published(let url): input.templateURL = url
        case .inline(let body): input.templateBody = body
        case .upload: break
        }
        let resolution = ParameterResolution(
            of: goal.template, given: goal.parameters, previous: isUpdate ? deployedParameters : [:])
        input.parameters = resolution.requested + goal.undeclaredParameters
        input.tags = goal.tags?.sorted { $0.key < $1.key }.map { StackTag(key: $0.key, value: $0.value) }
        input.notificationARNs = goal.notificationARNs
        input.capabilities = Capability.allCases.map(\.rawValue)
        input.roleARN = goal.executionRole
        input.description = "sluice change set \(token)"
        input.clientToken = "create-\(token)"
        input.includeNestedStacks = true
        input.importExistingResources = goal.adoptsExisting ? true : nil
        return input
    }

    private var deployedParameters: [String: String] {
        Dictionary((plan.deployed.stack?.parameters ?? []).map { ($0.parameterKey, $0.parameterValue ?? "") }) { $1 }
    }

    private func described(_ id: String) async throws -> ChangeSet {
        var pace = pace
        while let changeSet = try await client.describeChangeSet(id) {
            guard changeSet.status.hasPrefix("CREATE_"), changeSet.status != "CREATE_COMPLETE" else { return changeSet }
            try await Task.sleep(for: pace.next(hasMoved: false))
        }
        throw StackError.changeSetFailed(stack: goal.name, reason: "it disappeared while it was made")
    }

    /// Why it failed; of a nested one, what that says.
    private func reason(_ changeSet: ChangeSet) async throws -> String? {
        guard changeSet.statusReason?.contains("Nested change set") == true else { return changeSet.statusReason }
        for nested in (changeSet.changes ?? []).compactMap(\.resourceChange?.changeSetId) {
            guard let set = try await client.describeChangeSet(nested), set.status == "FAILED" else { continue }
            return "\(set.stackName ?? nested): \(try await reason(set) ?? set.status)"
        }
        return changeSet.statusReason
    }
}

extension ParameterResolution {
    /// What a request says of them: of defaults nothing.
    fileprivate var requested: [StackParameter] {
        values.sorted { $0.key < $1.key }.compactMap { name, value in
            switch value {
            case .given(let text): StackParameter(parameterKey: name, parameterValue: text)
            case .previous: StackParameter(parameterKey: name, usePreviousValue: true)
            case .default: nil
            }
        }
    }
}

extension StackGoal {
    /// Sent all the same: CloudFormation says best what it does not know.
    fileprivate var undeclaredParameters: [StackParameter] {
        let declared = Set(template.declaredParameters.map(\.name))
        return parameters.filter { !declared.contains($0.key) }.sorted { $0.key < $1.key }.map {
            StackParameter(parameterKey: $0.key, parameterValue: $0.value)
        }
    }
}
