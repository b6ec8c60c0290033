extension PipelineDeclaration {
    /// The declaration with what CodePipeline fills in: mode, type, run orders, empty artifact lists and
    /// configurations, each action's region.
    ///
    /// A declaration that names no type is V2 if it uses anything that only V2 has, else V1.
    public func normalized(region: String) -> PipelineDeclaration {
        var declaration = self
        declaration.executionMode = executionMode ?? .superseded
        declaration.pipelineType = pipelineType ?? (usesV2 ? .v2 : .v1)
        for stage in stages.indices {
            for action in stages[stage].actions.indices {
                declaration.stages[stage].actions[action].fillIn(region: region)
            }
        }
        return declaration
    }

    /// Whether anything is declared that V1 does not have.
    var usesV2: Bool {
        executionMode.map { $0 != .superseded } ?? false || !(variables ?? []).isEmpty || !(triggers ?? []).isEmpty
            || stages.contains { stage in
                stage.hasConditions || stage.actions.contains { ActionType.find($0.actionTypeId)?.isV2Only ?? false }
            }
    }
}

extension StageDeclaration {
    var hasConditions: Bool { beforeEntry != nil || onSuccess != nil || onFailure != nil }
}

extension ActionDeclaration {
    fileprivate mutating func fillIn(region: String) {
        self.region = self.region ?? region
        runOrder = runOrder ?? 1
        configuration = configuration ?? [:]
        inputArtifacts = inputArtifacts ?? []
        outputArtifacts = outputArtifacts ?? []
    }
}
