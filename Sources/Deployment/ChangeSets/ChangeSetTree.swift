public import AWS
import CloudFormation

/// A change set, with those of the nested stacks that CloudFormation made along with it.
public struct ChangeSetTree: Sendable {
    public var changeSet: ChangeSet
    /// By the logical id of the nested stack.
    public var nested: [String: ChangeSetTree] = [:]

    public init(_ changeSet: ChangeSet, nested: [String: ChangeSetTree] = [:]) {
        self.changeSet = changeSet
        self.nested = nested
    }

    /// Asks for what is nested.
    init(of changeSet: ChangeSet, reading client: CloudFormationClient, depth: Int = 1) async throws {
        self.init(changeSet)
        guard depth < TemplateTree.depthLimit else { return }
        for change in (changeSet.changes ?? []).compactMap(\.resourceChange) {
            guard let id = change.changeSetId, let name = change.logicalResourceId,
                let inner = try await client.describeChangeSet(id)
            else { continue }
            nested[name] = try await ChangeSetTree(of: inner, reading: client, depth: depth + 1)
        }
    }

    /// Why it failed; of a nested one that failed, what that says.
    var reason: String? {
        for (_, inner) in nested.sorted(by: { $0.key < $1.key })
        where inner.changeSet.isFailure && !inner.changeSet.isEmpty {
            return "\(inner.changeSet.stackName ?? ""): \(inner.reason ?? inner.changeSet.status)"
        }
        return changeSet.statusReason
    }
}
