/// One difference between two declarations of a pipeline, in the order of the newer one.
public enum DeclarationChange: Sendable, Hashable {
    case pipelineField(String, from: String?, to: String?)
    case stageAdded(StageName)
    case stageRemoved(StageName)
    case stagesReordered(from: [StageName], to: [StageName])
    case actionAdded(StageName, ActionName)
    case actionRemoved(StageName, ActionName)
    case actionField(StageName, ActionName, field: String, from: String?, to: String?)
    case stageField(StageName, field: String)
}

extension PipelineDeclaration {
    /// What has to change in `old` to make it this declaration. Versions are not compared.
    ///
    /// Compare normalized declarations, or what the service fills in counts as a change.
    public func changes(from old: PipelineDeclaration) -> [DeclarationChange] {
        let before = old.stages.map(\.name)
        let after = stages.map(\.name)
        var changes = fieldChanges(from: old)
        changes += before.filter { !after.contains($0) }.map { .stageRemoved($0) }
        for stage in stages {
            guard let earlier = old.stages.first(where: { $0.name == stage.name }) else {
                changes.append(.stageAdded(stage.name))
                continue
            }
            changes += stage.changes(from: earlier)
        }
        let kept = before.filter(after.contains)
        if kept != after.filter(before.contains) { changes.append(.stagesReordered(from: before, to: after)) }
        return changes
    }

    private func fieldChanges(from old: PipelineDeclaration) -> [DeclarationChange] {
        let fields: [(String, String?, String?)] = [
            ("roleArn", old.roleArn, roleArn),
            ("artifactStore", old.artifactStore?.location, artifactStore?.location),
            ("executionMode", old.executionMode?.rawValue, executionMode?.rawValue),
            ("pipelineType", old.pipelineType?.rawValue, pipelineType?.rawValue),
            ("variables", old.variables?.described, variables?.described),
            ("triggers", old.triggers.map { "\($0.count)" }, triggers.map { "\($0.count)" }),
        ]
        var changes = fields.filter { $0.1 != $0.2 }.map { DeclarationChange.pipelineField($0.0, from: $0.1, to: $0.2) }
        if old.triggers != triggers, old.triggers?.count == triggers?.count {
            changes.append(.pipelineField("triggers", from: nil, to: nil))
        }
        if old.artifactStores != artifactStores {
            changes.append(.pipelineField("artifactStores", from: nil, to: nil))
        }
        return changes
    }
}

extension StageDeclaration {
    fileprivate func changes(from old: StageDeclaration) -> [DeclarationChange] {
        var changes = old.actions.filter { action in !actions.contains { $0.name == action.name } }
            .map { DeclarationChange.actionRemoved(name, $0.name) }
        for action in actions {
            guard let earlier = old.actions.first(where: { $0.name == action.name }) else {
                changes.append(.actionAdded(name, action.name))
                continue
            }
            changes += action.changes(from: earlier, in: name)
        }
        if beforeEntry != old.beforeEntry { changes.append(.stageField(name, field: "beforeEntry")) }
        if onSuccess != old.onSuccess { changes.append(.stageField(name, field: "onSuccess")) }
        if onFailure != old.onFailure { changes.append(.stageField(name, field: "onFailure")) }
        return changes
    }
}

extension ActionDeclaration {
    fileprivate func changes(from old: ActionDeclaration, in stage: StageName) -> [DeclarationChange] {
        let before = old.fields
        let after = fields
        return Set(before.keys).union(after.keys).sorted().filter { before[$0] != after[$0] }.map {
            .actionField(stage, name, field: $0, from: before[$0], to: after[$0])
        }
    }

    /// Everything the declaration says, as texts.
    private var fields: [String: String] {
        var fields = (configuration ?? [:]).reduce(into: [:]) { $0["configuration." + $1.key] = $1.value }
        fields["actionTypeId"] =
            "\(actionTypeId.category.rawValue)/\(actionTypeId.owner.rawValue)/\(actionTypeId.provider)"
        fields["runOrder"] = runOrder.map(String.init)
        fields["commands"] = commands?.joined(separator: " ⏎ ")
        fields["environmentVariables"] = environmentVariables?.map { "\($0.name)=\($0.value)" }.joined(separator: ", ")
        fields["inputArtifacts"] = inputArtifacts.flatMap { $0.isEmpty ? nil : $0.map(\.name.rawValue).described }
        fields["outputArtifacts"] = outputArtifacts.flatMap { $0.isEmpty ? nil : $0.map(\.described).described }
        fields["outputVariables"] = outputVariables?.described
        fields["roleArn"] = roleArn
        fields["region"] = region
        fields["namespace"] = namespace
        fields["timeoutInMinutes"] = timeoutInMinutes.map(String.init)
        return fields
    }
}

extension OutputArtifact {
    fileprivate var described: String {
        files.map { "\(name) (\($0.described))" } ?? name.rawValue
    }
}

extension [String] {
    fileprivate var described: String { joined(separator: ", ") }
}

extension [PipelineVariableDeclaration] {
    fileprivate var described: String {
        map { "\($0.name)=\($0.defaultValue ?? "(required)")" }.joined(separator: ", ")
    }
}
