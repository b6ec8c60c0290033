extension PipelineDeclaration {
    /// Inputs must be made by an earlier action, and each artifact by one action only.
    func artifactViolations() -> [Violation] {
        let actions = placedActions
        var producers: [ArtifactName: PlacedAction] = [:]
        var found: [Violation] = []
        for placed in actions {
            for (index, output) in (placed.action.outputArtifacts ?? []).enumerated() {
                if producers[output.name] == nil {
                    producers[output.name] = placed
                    continue
                }
                found.append(
                    .structure(
                        "Output Artifact Bundle name must be unique within the pipeline. \(output.name) has been used "
                            + "more than once.", at: placed.path.member("outputArtifacts").element(index)))
            }
        }
        for placed in actions {
            for (index, input) in (placed.action.inputArtifacts ?? []).enumerated() {
                if producers[input.name]?.isBefore(placed) ?? false { continue }
                found.append(
                    .action(
                        "Input Artifact Bundle \(input.name) in action \(placed.action.name) is not declared as Output "
                            + "Artifact Bundle in any of the preceding actions",
                        at: placed.path.member("inputArtifacts").element(index), missing: input.name.rawValue))
            }
        }
        return found
    }
}
