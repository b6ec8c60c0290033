/// One difference between two declarations of a pipeline, in the order of the newer one.
public enum DeclarationChange: Sendable, Hashable {
    case pipelineField(String, from: String?, to: String?)
    case stageAdded(StageName)
    case stageRemoved(StageName)
    /// The stages that both declarations have are in another order.
    case stagesReordered(from: [StageName], to: [StageName])
    case stageField(StageName, field: String, from: String?, to: String?)
    case actionAdded(StageName, ActionName)
    case actionRemoved(StageName, ActionName)
    /// Out of one stage into another; what else changed in it follows as fields.
    case actionMoved(ActionName, from: StageName, to: StageName)
    case actionField(StageName, ActionName, field: String, from: String?, to: String?)
}

extension PipelineDeclaration {
    /// What has to change in `old` to make it this declaration. Versions are not compared.
    ///
    /// Compare normalized declarations, or what the service fills in counts as a change.
    public func changes(from old: PipelineDeclaration) -> [DeclarationChange] {
        let before = old.stages.map(\.name)
        let after = stages.map(\.name)
        let kept = before.filter(after.contains)
        var changes = fieldChanges(from: old)
        changes += before.filter { !after.contains($0) }.map { .stageRemoved($0) }
        if kept != after.filter(before.contains) { changes.append(.stagesReordered(from: before, to: after)) }
        let moves = moves(from: old)
        changes += old.stages.filter { kept.contains($0.name) }.flatMap { earlier in
            removals(from: earlier, moves: moves)
        }
        return changes + stages.flatMap { $0.changes(from: old, moves: moves) }
    }

    private func fieldChanges(from old: PipelineDeclaration) -> [DeclarationChange] {
        let fields: [(String, String?, String?)] = [
            ("roleArn", old.roleArn, roleArn),
            ("artifactStore", Written.text(old.artifactStore), Written.text(artifactStore)),
            ("artifactStores", Written.text(old.artifactStores), Written.text(artifactStores)),
            ("executionMode", old.executionMode?.rawValue, executionMode?.rawValue),
            ("pipelineType", old.pipelineType?.rawValue, pipelineType?.rawValue),
            ("variables", Written.text(old.variables), Written.text(variables)),
            ("triggers", Written.text(old.triggers), Written.text(triggers)),
        ]
        return fields.filter { $0.1 != $0.2 }.map { .pipelineField($0.0, from: $0.1, to: $0.2) }
    }

    /// Actions that left one stage and came into exactly one other, and from where.
    private func moves(from old: PipelineDeclaration) -> [Place: Place] {
        let gone = old.places.subtracting(places)
        return places.subtracting(old.places).reduce(into: [:]) { moves, new in
            let origins = gone.filter { $0.action == new.action }
            let targets = places.subtracting(old.places).filter { $0.action == new.action }
            if origins.count == 1, targets.count == 1 { moves[new] = origins.first }
        }
    }

    private var places: Set<Place> {
        Set(stages.flatMap { stage in stage.actions.map { Place(stage: stage.name, action: $0.name) } })
    }

    private func removals(from earlier: StageDeclaration, moves: [Place: Place]) -> [DeclarationChange] {
        let now = stages.first { $0.name == earlier.name }?.actions.map(\.name) ?? []
        return earlier.actions.map { Place(stage: earlier.name, action: $0.name) }
            .filter { !now.contains($0.action) && !moves.values.contains($0) }
            .map { .actionRemoved($0.stage, $0.action) }
    }

    fileprivate func action(at place: Place) -> ActionDeclaration? {
        stages.first { $0.name == place.stage }?.actions.first { $0.name == place.action }
    }
}

/// An action's full name: unique in a pipeline.
private struct Place: Hashable {
    var stage: StageName
    var action: ActionName
}

extension StageDeclaration {
    fileprivate func changes(from old: PipelineDeclaration, moves: [Place: Place]) -> [DeclarationChange] {
        let earlier = old.stages.first { $0.name == name }
        var changes: [DeclarationChange] = earlier == nil ? [.stageAdded(name)] : []
        for action in actions {
            let place = Place(stage: name, action: action.name)
            if let origin = moves[place] { changes.append(.actionMoved(action.name, from: origin.stage, to: name)) }
            if let before = old.action(at: moves[place] ?? place) {
                changes += action.changes(from: before, in: name)
            } else if earlier != nil {
                changes.append(.actionAdded(name, action.name))
            }
        }
        return changes + (earlier.map { gateChanges(from: $0) } ?? [])
    }

    private func gateChanges(from old: StageDeclaration) -> [DeclarationChange] {
        let fields: [(String, String?, String?)] = [
            ("blockers", Written.text(old.blockers), Written.text(blockers)),
            ("beforeEntry", Written.text(old.beforeEntry), Written.text(beforeEntry)),
            ("onSuccess", Written.text(old.onSuccess), Written.text(onSuccess)),
            ("onFailure", Written.text(old.onFailure), Written.text(onFailure)),
        ]
        return fields.filter { $0.1 != $0.2 }.map { .stageField(name, field: $0.0, from: $0.1, to: $0.2) }
    }
}
