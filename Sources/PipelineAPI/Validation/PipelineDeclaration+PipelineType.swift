extension PipelineDeclaration {
    /// What an explicit V1 may not have.
    func typeViolations() -> [Violation] {
        guard pipelineType == .v1 else { return [] }
        let root = DeclarationPath()
        var found: [Violation] = []
        if let executionMode, executionMode != .superseded {
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
                .stage("Stage level conditions can only be used with V2 pipelines.", at: .stage(index)))
        }
        return found
    }
}
