import PipelineAPI

/// How answers show a configuration value that is secret ("Pipeline structure reference").
let hiddenSecret = "****"

extension [String: String] {
    /// With the values of some keys hidden.
    func hiding(_ secrets: Set<String>) -> [String: String] {
        isEmpty ? self : merging(keys.filter(secrets.contains).map { ($0, hiddenSecret) }) { $1 }
    }
}

extension PipelineDeclaration {
    /// The declaration as answers show it.
    func hidingSecrets(_ secrets: (ActionTypeID) -> Set<String>) -> PipelineDeclaration {
        changingConfigurations { _, action in action.configuration?.hiding(secrets(action.actionTypeId)) }
    }

    /// With each secret that came back hidden as it stands in `old`; one of a renamed stage or action is lost.
    func keepingSecrets(of old: PipelineDeclaration, _ secrets: (ActionTypeID) -> Set<String>) -> PipelineDeclaration {
        changingConfigurations { stage, action in
            let before = old.stages.first { $0.name == stage }?.actions.first { $0.name == action.name }?.configuration
            let hidden = secrets(action.actionTypeId).filter { action.configuration?[$0] == hiddenSecret }
            return action.configuration?.merging(hidden.compactMap { key in before?[key].map { (key, $0) } }) { $1 }
        }
    }

    private func changingConfigurations(
        _ change: (StageName, ActionDeclaration) -> [String: String]?
    ) -> PipelineDeclaration {
        var copy = self
        for stage in copy.stages.indices {
            for action in copy.stages[stage].actions.indices {
                copy.stages[stage].actions[action].configuration =
                    change(copy.stages[stage].name, copy.stages[stage].actions[action])
            }
        }
        return copy
    }
}

extension ActionExecutionDetail {
    /// The run as answers show it.
    func hidingSecrets(_ secrets: (ActionTypeID) -> Set<String>) -> ActionExecutionDetail {
        guard let type = input?.actionTypeId else { return self }
        let hidden = secrets(type)
        var copy = self
        copy.input?.configuration = input?.configuration?.hiding(hidden)
        copy.input?.resolvedConfiguration = input?.resolvedConfiguration?.hiding(hidden)
        return copy
    }
}

extension Engine {
    /// The secret configuration keys of a type, a custom one included.
    func secrets(of type: ActionTypeID) -> Set<String> {
        if type.owner == .custom, let custom = try? store.actionType(type) {
            return Set((custom.listing.actionConfigurationProperties ?? []).filter(\.secret).map(\.name))
        }
        return type.builtInSecrets
    }
}

extension ActionTypeID {
    /// The secret configuration keys of a type that is no custom one.
    var builtInSecrets: Set<String> { ActionType.find(self)?.secrets ?? [] }
}
