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
        return repeatedVariables() + ruleReferenceViolations()
            + actions.flatMap { placed in
                var known = reservedNamespaces
                if placed.action.isSource { known.remove("variables") }
                known.formUnion(actions.filter { $0.isBefore(placed) }.compactMap(\.action.namespace))
                return referenceViolations(of: placed, known: known)
            }
    }

    private func referenceViolations(of placed: PlacedAction, known: Set<String>) -> [Violation] {
        placed.action.referringTexts.flatMap { text in
            text.references(besides: known).map {
                unknownNamespace(
                    $0, in: text.name, of: placed.action.name.rawValue, stage: placed.stage,
                    at: placed.path.appending(text.path))
            }
        }
    }

    private func unknownNamespace(
        _ reference: VariableReference, in key: String, of name: String, stage: Int, at path: DeclarationPath
    ) -> Violation {
        .action(
            "Valid format for a pipeline execution variable reference is a namespace and a key separated by a period "
                + "(.). The following pipeline execution variables are referencing a namespace that does not exist. "
                + "StageName=[\(stages[stage].name)], ActionName=[\(name)], ActionConfigurationKey=[\(key)], "
                + "VariableReferenceText=[\(reference.text)]", at: path, missing: reference.namespace)
    }

    /// Rules may refer to what has run when they are asked: before entry, the stages before their own.
    func ruleReferenceViolations() -> [Violation] {
        stages.enumerated().flatMap { stage, declaration in
            declaration.gates.flatMap { gate in
                let ended = stages.prefix(gate.name == "beforeEntry" ? stage : stage + 1).flatMap(\.actions)
                let known = reservedNamespaces.union(ended.compactMap(\.namespace))
                let path = DeclarationPath.stage(stage).member(gate.name).member("conditions")
                return gate.rules(at: path).flatMap { rule, path in
                    rule.referringTexts.flatMap { text in
                        text.references(besides: known).map {
                            unknownNamespace(
                                $0, in: text.name, of: rule.name, stage: stage, at: path.appending(text.path))
                        }
                    }
                }
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
