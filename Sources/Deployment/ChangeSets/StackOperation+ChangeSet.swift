import AWS
import CloudFormation
import PipelineAPI

/// Making a change set.
extension StackOperation {
    /// Makes the change set, when everything it names was published.
    ///
    /// What fails or is cancelled may leave something: `abandon()` ends that.
    ///
    /// - Returns: `nil` if nothing would change.
    /// - Throws: `StackError.changeSetFailed`.
    public func createChangeSet() async throws -> ChangeSetTree? {
        let tree = try await client.makeChangeSet(request, pace: pace)
        if tree.changeSet.isEmpty {
            _ = await abandon()
            return nil
        }
        guard tree.changeSet.isComplete else {
            let reason = try await client.reason(ofFailed: tree, knowing: goal.templates.constructs)
            throw StackError.changeSetFailed(stack: goal.name, reason: reason)
        }
        return tree
    }

    var request: CreateChangeSet.Input {
        var input = CreateChangeSet.Input(
            stackName: goal.name, changeSetName: changeSetName,
            changeSetType: isUpdate ? .update : .create)
        input.take(goal.delivery)
        input.take(goal.parameters, of: goal.template, keeping: isUpdate ? plan.deployed.stack?.parameters : nil)
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
}
