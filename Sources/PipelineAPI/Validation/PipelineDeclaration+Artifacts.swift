/// An action and its place: what comes before what is decided by stage and run order.
private struct PlacedAction {
    var stage: Int
    var index: Int
    var action: ActionDeclaration

    var path: DeclarationPath { PipelineDeclaration.path(stage: stage, action: index) }

    /// Whether this action has ended when `other` starts; equal run orders run at the same time.
    func isBefore(_ other: PlacedAction) -> Bool {
        stage < other.stage || stage == other.stage && (action.runOrder ?? 1) < (other.action.runOrder ?? 1)
    }
}

extension PipelineDeclaration {
    private var placedActions: [PlacedAction] {
        stages.enumerated().flatMap { stage, declaration in
            declaration.actions.enumerated().map { PlacedAction(stage: stage, index: $0, action: $1) }
        }
    }

    /// Inputs must be made by an earlier action, and each artifact by one action only.
    func artifactViolations() -> [Violation] {
        let actions = placedActions
        var producers: [ArtifactName: PlacedAction] = [:]
        var found: [Violation] = []
        for placed in actions {
            for (index, output) in (placed.action.outputArtifacts ?? []).enumerated() {
                if producers.updateValue(placed, forKey: output.name) == nil { continue }
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
                        at: placed.path.member("inputArtifacts").element(index)))
            }
        }
        return found
    }

    /// Namespaces are unique and do not hide an artifact or a namespace of CodePipeline's.
    func namespaceViolations() -> [Violation] {
        let artifacts = Set(placedActions.flatMap { $0.action.outputArtifacts ?? [] }.map(\.name.rawValue))
        var reserved: Set<String> = ["codepipeline"]
        if !(variables ?? []).isEmpty { reserved.insert("variables") }
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
            if reserved.contains(namespace) || artifacts.contains(namespace) {
                return .action("The namespace '\(namespace)' is reserved or the name of an artifact", at: path)
            }
            return nil
        }
    }

    /// References must be to a namespace that has a value when the action starts.
    func referenceViolations() -> [Violation] {
        let actions = placedActions
        var found = repeatedVariables()
        for placed in actions {
            var known: Set<String> = ["codepipeline"]
            if placed.action.actionTypeId.category != .source { known.insert("variables") }
            known.formUnion(actions.filter { $0.isBefore(placed) }.compactMap(\.action.namespace))
            for text in placed.action.referringTexts {
                for reference in VariableReference.all(in: text.value) where !known.contains(reference.namespace) {
                    found.append(
                        .action(
                            "Valid format for a pipeline execution variable reference is a namespace and a key "
                                + "separated by a period (.). The following pipeline execution variables are "
                                + "referencing a namespace that does not exist. "
                                + "StageName=[\(stages[placed.stage].name)], ActionName=[\(placed.action.name)], "
                                + "ActionConfigurationKey=[\(text.key)], VariableReferenceText=[\(reference.text)]",
                            at: text.path(placed.path)))
                }
            }
        }
        return found
    }

    private func repeatedVariables() -> [Violation] {
        var seen: Set<String> = []
        return (variables ?? []).enumerated().compactMap { index, variable in
            seen.insert(variable.name).inserted
                ? nil
                : .structure(
                    "Variable names must be unique. The following variable name is already in use: \(variable.name)",
                    at: DeclarationPath().member("variables").element(index))
        }
    }
}

/// `#{namespace.key}` in a text ("Variables reference" in CodePipeline's guide).
public struct VariableReference: Sendable, Hashable {
    public var text: String
    public var namespace: String
    public var key: String

    /// Every reference in a text, in order.
    public static func all(in text: String) -> [VariableReference] {
        guard text.contains("#{") else { return [] }
        return text.matches(of: /#\{([^{}.]*)\.?([^{}]*)\}/).map {
            VariableReference(text: String($0.0), namespace: String($0.1), key: String($0.2))
        }
    }
}

extension ActionDeclaration {
    /// A text in which references are resolved, and where it stands.
    struct ReferringText {
        var key: String
        var value: String
        var path: (DeclarationPath) -> DeclarationPath
    }

    var referringTexts: [ReferringText] {
        let configured = (configuration ?? [:]).sorted { $0.key < $1.key }.map { key, value in
            ReferringText(key: key, value: value) { $0.member("configuration").key(key) }
        }
        let commanded = (commands ?? []).enumerated().map { index, command in
            ReferringText(key: "commands", value: command) { $0.member("commands").element(index) }
        }
        let variables = (environmentVariables ?? []).enumerated().map { index, variable in
            ReferringText(key: variable.name, value: variable.value) {
                $0.member("environmentVariables").element(index)
            }
        }
        return configured + commanded + variables
    }
}
