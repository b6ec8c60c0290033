extension PipelineDeclaration {
    /// What breaks the rules of single actions: their type, artifact counts, configuration.
    func actionViolations(of stage: StageDeclaration, at path: DeclarationPath) -> [Violation] {
        var seen: Set<ActionName> = []
        return stage.actions.enumerated().flatMap { index, action in
            let path = path.member("actions").element(index)
            var found: [Violation] = []
            if !seen.insert(action.name).inserted {
                found.append(
                    .action(
                        "Action name '\(action.name)' is used more than once in stage '\(stage.name)'",
                        at: path.member("name")))
            }
            guard let type = ActionType.find(action.actionTypeId) else {
                return found + [.action(action.unavailable, at: path.member("actionTypeId"))]
            }
            if type.isV2Only, pipelineType == .v1 {
                found.append(
                    .action(
                        "\(type.provider) Action can only be used with V2 pipelines.", at: path.member("actionTypeId"))
                )
            }
            return found + action.countViolations(type, at: path) + action.configurationViolations(type, at: path)
        }
    }
}

extension ActionDeclaration {
    fileprivate var unavailable: String {
        let type = actionTypeId
        return "ActionType (Category: '\(type.category.rawValue)', Provider: '\(type.provider)', "
            + "Owner: '\(type.owner.rawValue)', Version: '\(type.version)') in action '\(name)' is not available in "
            + "region '\((region ?? "us-east-1").uppercased().replacing("-", with: "_"))'"
    }

    fileprivate func countViolations(_ type: ActionType, at path: DeclarationPath) -> [Violation] {
        Self.count(
            inputArtifacts?.count ?? 0, type.inputs, "input", action: name, at: path.member("inputArtifacts"))
            + Self.count(
                outputArtifacts?.count ?? 0, type.outputs, "output", action: name, at: path.member("outputArtifacts"))
    }

    private static func count(
        _ count: Int, _ allowed: ClosedRange<Int>, _ kind: String, action: ActionName, at path: DeclarationPath
    ) -> [Violation] {
        if allowed.contains(count) { return [] }
        let limit =
            count < allowed.lowerBound
            ? "less than the minimum count (\(allowed.lowerBound))"
            : "more than the maximum count (\(allowed.upperBound))"
        return [.action("Action \(action) declares \(count) \(kind) artifacts which is \(limit)", at: path)]
    }

    fileprivate func configurationViolations(_ type: ActionType, at path: DeclarationPath) -> [Violation] {
        let given = configuration ?? [:]
        var found = type.required.filter { given[$0] == nil }.map {
            Violation.action(
                "Action configuration for action '\(name)' is missing required configuration '\($0)'",
                at: path.member("configuration"))
        }
        if let known = type.known {
            found += given.keys.sorted().filter { !known.contains($0) }.map {
                .action(
                    "Action configuration for action '\(name)' contains unknown configuration '\($0)'",
                    at: path.member("configuration").key($0))
            }
        }
        if type.provider == "Commands", (commands ?? []).isEmpty {
            found.append(.action("Action \(name) must have a non-empty commands field", at: path.member("commands")))
        }
        let inputs = inputArtifacts?.map(\.name.rawValue) ?? []
        if type.provider == "CodeBuild", inputs.count > 1, !inputs.contains(given["PrimarySource"] ?? "") {
            found.append(
                .action(
                    "Action configuration for action '\(name)' is missing required configuration 'PrimarySource'",
                    at: path.member("configuration")))
        }
        return found
    }
}
