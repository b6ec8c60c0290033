import AWS

/// Leaving nothing behind.
extension StackOperation {
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
                if stack.enableTerminationProtection == true {
                    try await client.updateTerminationProtection(of: id, to: false)
                }
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
        do {
            let last = try await pace.wait {
                try await client.describeChangeSet(name, stackName: goal.name)
            } until: {
                $0?.isInProgress != true
            }
            if last != nil { try await client.deleteChangeSet(name, stackName: goal.name) }
            return true
        } catch {
            return false
        }
    }

    var changeSetName: String { "sluice-\(token.prefix(8))" }
}
