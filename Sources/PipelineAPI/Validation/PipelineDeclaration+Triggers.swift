import Foundation

extension PipelineDeclaration {
    /// Triggers belong to connections, one to each, with filters that go together.
    func triggerViolations() -> [Violation] {
        let connections = Set(
            stages.first?.actions.filter { $0.actionTypeId.isBuiltIn("CodeStarSourceConnection") }.map(\.name) ?? [])
        let root = DeclarationPath().member("triggers")
        var seen: Set<ActionName> = []
        var found: [Violation] = []
        for (index, trigger) in (triggers ?? []).enumerated() {
            let path = root.element(index).member("gitConfiguration")
            let action = trigger.gitConfiguration.sourceActionName
            if !connections.contains(action) {
                found.append(
                    .structure(
                        "Triggers for connections must reference a CodeStarSourceConnection action.",
                        at: path.member("sourceActionName")))
            }
            if !seen.insert(action).inserted {
                found.append(
                    .structure(
                        "Source action '\(action)' has more than one trigger", at: path.member("sourceActionName")))
            }
            found += trigger.gitConfiguration.filterViolations(at: path)
        }
        return found + triggerSizeViolations(at: root)
    }

    private func triggerSizeViolations(at path: DeclarationPath) -> [Violation] {
        guard let triggers, let size = try? WireFormat.encoder().encode(triggers).count, size > 200 * 1024 else {
            return []
        }
        return [.structure("The triggers take \(size) bytes; there can only be up to 200 KB of them", at: path)]
    }
}

extension GitConfiguration {
    fileprivate func filterViolations(at path: DeclarationPath) -> [Violation] {
        let pushes = (push ?? []).enumerated().compactMap { index, filter in
            filter.fault.map { Violation.structure($0, at: path.member("push").element(index)) }
        }
        let pullRequests = (pullRequest ?? []).enumerated().filter { $1.branches == nil }.map { index, _ in
            Violation.structure(
                "A pull request filter must have branches", at: path.member("pullRequest").element(index))
        }
        return pushes + pullRequests
    }
}

extension GitPushFilter {
    fileprivate var fault: String? {
        if tags == nil, branches == nil {
            return filePaths == nil
                ? "A push filter must have tags or branches" : "A push filter with file paths must have branches"
        }
        if tags != nil, branches != nil || filePaths != nil {
            return "A push filter has either tags, or branches and file paths"
        }
        return nil
    }
}
