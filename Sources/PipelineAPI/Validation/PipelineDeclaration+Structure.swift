extension PipelineDeclaration {
    /// What breaks the rules that tie the parts of a pipeline together.
    func structureViolations() -> [Violation] {
        stageViolations() + typeViolations() + storeViolations()
            + zip(stages.indices, stages).flatMap { actionViolations(of: $1, at: Self.path(stage: $0)) }
            + artifactViolations() + namespaceViolations() + referenceViolations() + triggerViolations()
    }

    static func path(stage: Int) -> DeclarationPath { DeclarationPath().member("stages").element(stage) }

    static func path(stage: Int, action: Int) -> DeclarationPath {
        path(stage: stage).member("actions").element(action)
    }

    private func stageViolations() -> [Violation] {
        let path = DeclarationPath().member("stages")
        var found: [Violation] = []
        if stages.count < 2 {
            found.append(
                .structure(
                    "Pipeline has only \(stages.count) stage(s). There should be a minimum of 2 stages in a pipeline",
                    at: path))
        }
        if stages.count > 50 {
            found.append(
                .structure(
                    "Pipeline has too many stages. There can only be up to 50 stages in a pipeline", at: path))
        }
        if let first = stages.first, first.actions.contains(where: { $0.actionTypeId.category != .source }) {
            found.append(
                .structure(
                    "Pipeline should start with a stage that only contains source actions", at: Self.path(stage: 0)))
        }
        let actions = stages.flatMap(\.actions)
        if !actions.isEmpty, actions.allSatisfy({ $0.actionTypeId.category == .source }) {
            found.append(
                .structure("Pipeline should contain at least 1 action whose category is not Source", at: path))
        }
        if actions.count > 1000 { found.append(.structure("Pipeline has more than 1000 actions", at: path)) }
        return found + repeatedStageNames() + laterSources() + conditionViolations()
    }

    private func repeatedStageNames() -> [Violation] {
        var seen: Set<StageName> = []
        return stages.enumerated().compactMap { index, stage in
            seen.insert(stage.name).inserted
                ? nil
                : .stage(
                    "Stage name '\(stage.name)' is used more than once", at: Self.path(stage: index).member("name"))
        }
    }

    private func laterSources() -> [Violation] {
        stages.enumerated().dropFirst().flatMap { index, stage in
            stage.actions.indices.filter { stage.actions[$0].actionTypeId.category == .source }.map {
                .structure(
                    "Source actions can only be included in the first stage of the pipeline",
                    at: Self.path(stage: index, action: $0))
            }
        }
    }

    private func conditionViolations() -> [Violation] {
        stages.enumerated().flatMap { index, stage in
            var found: [Violation] = []
            let path = Self.path(stage: index)
            if stage.onFailure?.result != nil, stage.onFailure?.conditions != nil {
                found.append(
                    .stage(
                        "The following stage cannot have a failure exit gate configured with both top level result "
                            + "and conditions: '\(stage.name)", at: path.member("onFailure")))
            }
            if executionMode == .parallel, stage.onFailure?.result == "ROLLBACK" {
                found.append(
                    .stage(
                        "Failure conditions with rollback result type cannot be added to a PARALLEL pipeline.",
                        at: path.member("onFailure")))
            }
            if !(stage.blockers ?? []).isEmpty {
                found.append(
                    Violation(
                        code: "InvalidBlockerDeclarationException",
                        message: "Stage '\(stage.name)' has blockers, which are reserved", path: path.member("blockers")
                    ))
            }
            return found
        }
    }

    /// What an explicit V1 may not have.
    private func typeViolations() -> [Violation] {
        guard pipelineType == .v1 else { return [] }
        var found: [Violation] = []
        let root = DeclarationPath()
        if executionMode.map({ $0 != .superseded }) ?? false {
            found.append(
                .structure(
                    "QUEUED or PARALLEL mode can only be used with V2 pipelines", at: root.member("executionMode")))
        }
        if !(variables ?? []).isEmpty {
            found.append(
                .structure("Pipeline variable can only be used with V2 pipelines", at: root.member("variables")))
        }
        if !(triggers ?? []).isEmpty {
            found.append(
                .structure("Triggers on tag can only be used with V2 pipelines", at: root.member("triggers")))
        }
        for (index, stage) in stages.enumerated() where stage.hasConditions {
            found.append(
                .stage("Stage level conditions can only be used with V2 pipelines.", at: Self.path(stage: index)))
        }
        return found
    }

    private func storeViolations() -> [Violation] {
        let root = DeclarationPath()
        let count = (artifactStore == nil ? 0 : 1) + (artifactStores == nil ? 0 : 1)
        if count != 1 {
            return [
                .structure(
                    "Pipeline must have exactly one of artifactStore and artifactStores",
                    at: root.member("artifactStore"))
            ]
        }
        return []
    }

    private func triggerViolations() -> [Violation] {
        let connections = Set(
            stages.first?.actions.filter { $0.actionTypeId.provider == "CodeStarSourceConnection" }.map(\.name) ?? [])
        return (triggers ?? []).enumerated().compactMap { index, trigger in
            connections.contains(trigger.gitConfiguration.sourceActionName)
                ? nil
                : .structure(
                    "Triggers for connections must reference a CodeStarSourceConnection action.",
                    at: DeclarationPath().member("triggers").element(index))
        }
    }
}
