import AWS
import CloudFormation
import Deployment
import Foundation

/// Making change sets, and finding those that can be carried out.
extension StackDeployer {
    /// Makes a change set in the place of one of that name. One that is empty stays, so that executing it can see that.
    func replaceChangeSet(_ changeSet: String, _ request: StackRequest) async throws -> ChangeSet {
        let stack = try await client.describeStack(name)
        if let stack { try StackRefusal.check(stack, place) }
        if stack != nil { try await client.deleteChangeSet(changeSet, stackName: name) }
        let isThere = stack.map { $0.stackStatus != .reviewInProgress } ?? false
        var input = CreateChangeSet.Input(
            stackName: name, changeSetName: changeSet, changeSetType: isThere ? .update : .create)
        let template = Data(request.template.utf8)
        input.take(try await TemplateDelivery(template, of: name).uploading(by: session, in: environment))
        input.take(request.parameters, of: request.template, keeping: isThere ? stack?.parameters : nil)
        input.tags = request.tags.sorted { $0.key < $1.key }.map { StackTag(key: $0.key, value: $0.value) }
        input.capabilities = request.capabilities
        input.roleARN = request.role
        let tree = try await client.makeChangeSet(input)
        guard tree.changeSet.isComplete || tree.changeSet.isEmpty else {
            throw StackRefusal(
                code: "ChangeSetFailed",
                message:
                    "change set \(changeSet) of \(name) \(place) failed: \(try await client.reason(ofFailed: tree))")
        }
        return tree.changeSet
    }

    /// A change set that can be carried out, or has nothing to carry out; `nil` if there is none, or it was executed.
    func openChangeSet(_ changeSet: String) async throws -> ChangeSet? {
        guard try await client.describeStack(name) != nil,
            let there = try await client.describeChangeSet(changeSet, stackName: name)
        else { return nil }
        return there.isEmpty || there.isComplete && there.executionStatus == "AVAILABLE" ? there : nil
    }
}

extension StackRefusal {
    /// CloudFormation would say no more than that such a stack cannot be updated.
    ///
    /// - Throws: `StackRefusal` if nothing can be deployed over what is there.
    static func check(_ stack: Stack, _ place: String) throws {
        let status = stack.stackStatus
        guard DeployedStack.Situation(of: status) == .failedCreation else { return }
        throw StackRefusal(
            code: "ValidationError",
            message:
                "Stack [\(stack.stackName)] is in \(status) state and can not be updated. What its failed creation "
                + "has left \(place) can only be deleted: after that `retry` makes it anew")
    }
}
