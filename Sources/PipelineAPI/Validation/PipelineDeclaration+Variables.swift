extension PipelineDeclaration {
    /// Namespaces are unique and do not hide an artifact or a namespace of CodePipeline's.
    func namespaceViolations() -> [Violation] {
        let artifacts = Set(placedActions.flatMap { $0.action.outputArtifacts ?? [] }.map(\.name.rawValue))
        var seen: Set<String> = []
        return placedActions.compactMap { placed in
            guard let namespace = placed.action.namespace else { return nil }
            let path = placed.path.member("namespace")
            if !seen.insert(namespace).inserted {
                return .action(
                    "Namespaces must be unique across the pipeline definition. The following occur more than once in "
                        + "the pipeline. StageName=[\(stages[placed.stage].name)], "
                        + "ActionName=[\(placed.action.name)], Namespace=[\(namespace)]", at: path)
            }
            if reservedNamespaces.contains(namespace) {
                return .action("The namespace '\(namespace)' of action \(placed.action.name) is reserved", at: path)
            }
            if artifacts.contains(namespace) {
                return .action(
                    "The namespace '\(namespace)' of action \(placed.action.name) is the name of an artifact", at: path)
            }
            return nil
        }
    }

    /// The namespaces that CodePipeline fills: `variables` only where the pipeline has any.
    private var reservedNamespaces: Set<String> {
        (variables ?? []).isEmpty ? ["codepipeline"] : ["codepipeline", "variables"]
    }

    /// References must be to a namespace that has a value when the action starts.
    func referenceViolations() -> [Violation] {
        let actions = placedActions
        return repeatedVariables()
            + actions.flatMap { placed in
                var known = reservedNamespaces
                if placed.action.isSource { known.remove("variables") }
                known.formUnion(actions.filter { $0.isBefore(placed) }.compactMap(\.action.namespace))
                return referenceViolations(of: placed, known: known)
            }
    }

    private func referenceViolations(of placed: PlacedAction, known: Set<String>) -> [Violation] {
        placed.action.referringTexts.flatMap { text in
            VariableReference.all(in: text.value)
                .filter { $0.key.isEmpty || !known.contains($0.namespace) }
                .map { reference in
                    .action(
                        "Valid format for a pipeline execution variable reference is a namespace and a key separated "
                            + "by a period (.). The following pipeline execution variables are referencing a "
                            + "namespace that does not exist. StageName=[\(stages[placed.stage].name)], "
                            + "ActionName=[\(placed.action.name)], ActionConfigurationKey=[\(text.name)], "
                            + "VariableReferenceText=[\(reference.text)]", at: placed.path.appending(text.path))
                }
        }
    }

    private func repeatedVariables() -> [Violation] {
        var seen: Set<String> = []
        return (variables ?? []).enumerated().filter { !seen.insert($1.name).inserted }.map { index, variable in
            .structure(
                "Variable names must be unique. The following variable name is already in use: \(variable.name)",
                at: DeclarationPath().member("variables").element(index))
        }
    }
}
