extension PipelineDeclaration {
    /// How many stages and actions there are, where sources stand, what the stages are called.
    func stageViolations() -> [Violation] {
        stageCountViolations() + sourceViolations() + repeatedStageNames() + blockerViolations()
    }

    private func stageCountViolations() -> [Violation] {
        let path = DeclarationPath().member("stages")
        if stages.count < 2 {
            return [
                .structure(
                    "Pipeline has only \(stages.count) stage(s). There should be a minimum of 2 stages in a pipeline",
                    at: path)
            ]
        }
        if stages.count > 50 {
            return [
                .structure("Pipeline has too many stages. There can only be up to 50 stages in a pipeline", at: path)
            ]
        }
        if stages.map(\.actions.count).reduce(0, +) > 1000 {
            return [
                .structure(
                    "Pipeline has too many actions. There can only be up to 1000 actions in a pipeline", at: path)
            ]
        }
        return []
    }

    private func sourceViolations() -> [Violation] {
        var found: [Violation] = []
        if let first = stages.first, !first.actions.allSatisfy(\.isSource) {
            found.append(
                .structure("Pipeline should start with a stage that only contains source actions", at: .stage(0)))
        }
        for (stage, declaration) in stages.enumerated().dropFirst() {
            for action in declaration.actions.indices where declaration.actions[action].isSource {
                found.append(
                    .structure(
                        "Source actions can only be included in the first stage of the pipeline",
                        at: .action(action, ofStage: stage)))
            }
        }
        if !stages.isEmpty, stages.allSatisfy({ $0.actions.allSatisfy(\.isSource) }) {
            found.append(
                .structure(
                    "Pipeline should contain at least 1 action whose category is not Source",
                    at: DeclarationPath().member("stages")))
        }
        return found
    }

    private func repeatedStageNames() -> [Violation] {
        var seen: Set<StageName> = []
        return stages.enumerated().filter { !seen.insert($1.name).inserted }.map { index, stage in
            .stage("Stage name '\(stage.name)' is used more than once", at: .stage(index).member("name"))
        }
    }

    private func blockerViolations() -> [Violation] {
        stages.enumerated().filter { !($1.blockers ?? []).isEmpty }.map { index, stage in
            Violation(
                code: "InvalidBlockerDeclarationException",
                message: "Stage '\(stage.name)' has blockers, which are reserved",
                path: .stage(index).member("blockers"))
        }
    }
}

extension ActionDeclaration {
    var isSource: Bool { actionTypeId.category == .source }
}
