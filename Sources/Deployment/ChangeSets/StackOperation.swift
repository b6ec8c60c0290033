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
    /// What fails or is cancelled may leave something: `abandon()` ends that.
    ///
    /// - Returns: `nil` if nothing would change.
    /// - Throws: `StackError.changeSetFailed`.
    public func createChangeSet() async throws -> ChangeSetTree? {
        let output = try await client.createChangeSet(request)
        let changeSet = try await pace.wait {
            try await client.describeChangeSet(output.id)
        } until: {
            $0?.isInProgress != true
        }
        guard let changeSet else {
            throw StackError.changeSetFailed(stack: goal.name, reason: "it disappeared while it was made")
        }
        if changeSet.isEmpty {
            _ = await abandon()
            return nil
        }
        let tree = try await ChangeSetTree(of: changeSet, reading: client)
        guard changeSet.isComplete else {
            throw StackError.changeSetFailed(stack: goal.name, reason: tree.reason ?? changeSet.status)
        }
        return tree
    }

    /// What is left of a change set that was abandoned.
    public enum Remains: Sendable, Hashable {
        /// Nothing; a stack that was there only for it is gone as well.
        case nothing(withStack: Bool)
        /// CloudFormation carries it out.
        case goesOn
        /// It could not be deleted.
        case changeSet(name: String)
    }

    /// Leaves nothing of a change set that is not carried out, nor of the stack that was there only for it: also where the
    /// task that asks is cancelled, and where it is not known how far things came.
    public func abandon() async -> Remains {
        await Task {
            do {
                let isDeleted = await deleteChangeSet()
                guard let stack = try await client.describeStack(goal.name) else {
                    return .nothing(withStack: plan.deployed.stack == nil)
                }
                if stack.stackStatus.isInProgress { return .goesOn }
                guard stack.stackStatus == .reviewInProgress, let id = stack.stackId,
                    id != plan.deployed.stack?.stackId
                else { return isDeleted ? .nothing(withStack: false) : .changeSet(name: changeSetName) }
                try await client.deleteStack(id)
                _ = try await pace.wait {
                    try await client.describeStack(id)
                } until: {
                    $0?.stackStatus.hasEnded ?? true
                }
                return .nothing(withStack: true)
            } catch {
                return .changeSet(name: changeSetName)
            }
        }.value
    }

    /// One that is still worked out cannot be deleted before that has ended.
    private func deleteChangeSet() async -> Bool {
        let name = changeSetName
        if (try? await client.deleteChangeSet(name, stackName: goal.name)) != nil { return true }
        let last = try? await pace.wait {
            try await client.describeChangeSet(name, stackName: goal.name)
        } until: {
            $0?.isInProgress != true
        }
        guard last != nil else { return false }
        return (try? await client.deleteChangeSet(name, stackName: goal.name)) != nil
    }

    private var changeSetName: String { "sluice-\(token.prefix(8))" }

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
    public func delete() async throws {
        guard let id = plan.deployed.stack?.stackId else { return }
        try Task.checkCancellation()
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
        let isProtected = plan.deployed.stack?.enableTerminationProtection ?? false
        guard let wanted = goal.terminationProtection, wanted != isProtected || plan.step == .recreate else { return }
        try await client.updateTerminationProtection(of: stackID, to: wanted)
    }

    // MARK: The change set

    var request: CreateChangeSet.Input {
        let isUpdate = plan.step == .update || plan.step == .rollBackAndUpdate
        var input = CreateChangeSet.Input(
            stackName: goal.name, changeSetName: changeSetName,
            changeSetType: isUpdate ? .update : .create)
        switch goal.delivery {
        case .published(let url): input.templateURL = url
        case .inline(let body): input.templateBody = body
        case .upload: break
        }
        let resolution = ParameterResolution(
            of: goal.template, given: goal.parameters, previous: isUpdate ? deployedParameters : [:])
        input.parameters = resolution.requested + goal.undeclaredParameters
        input.tags = goal.tags.sorted { $0.key < $1.key }.map { StackTag(key: $0.key, value: $0.value) }
        input.notificationARNs = goal.notificationARNs
        input.capabilities = Capability.allCases.map(\.rawValue)
        input.roleARN = goal.executionRole
        input.description = "sluice change set \(token)"
        input.clientToken = "create-\(token)"
        input.includeNestedStacks = true
        return input
    }

    private var deployedParameters: [String: String] {
        Dictionary((plan.deployed.stack?.parameters ?? []).map { ($0.parameterKey, $0.parameterValue ?? "") }) { $1 }
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
