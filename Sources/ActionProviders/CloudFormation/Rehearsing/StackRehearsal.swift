import CloudFormation

/// What a Deploy/CloudFormation action does where nothing is to be created.
struct StackRehearsal {
    let stacks: RehearsedStacks
    var target: RehearsedStacks.Target

    func carryOut(_ action: StackAction, _ request: () async throws -> StackRequest) async throws -> StackReport {
        if action.mode == .deleteOnly { return report(try await delete()) }
        let rehearsal = try await rehearse(action, request)
        var report = report(rehearsal.summary)
        guard action.mode != .changeSetReplace else { return report }
        report.outputs = Dictionary(rehearsal.outputs.map { ($0.key, $0.value) }) { $1 }
        return report
    }

    private func rehearse(
        _ action: StackAction, _ request: () async throws -> StackRequest
    ) async throws -> RehearsalReport {
        let name = action.changeSetName ?? ""
        switch action.mode {
        case .changeSetExecute: return try await stacks.executeChangeSet(name, of: target)
        case .changeSetReplace: return try await stacks.replaceChangeSet(name, request(), of: target)
        case .createUpdate, .replaceOnFailure, .deleteOnly: return try await stacks.createOrUpdate(request(), target)
        }
    }

    private func delete() async throws -> String {
        try await stacks.delete(target)
            ? "rehearsed deleting \(target.name)"
            : "rehearsed deleting \(target.name): there is no such stack among the rehearsed"
    }

    private func report(_ summary: String) -> StackReport { StackReport(id: target.name, summary: summary) }
}
