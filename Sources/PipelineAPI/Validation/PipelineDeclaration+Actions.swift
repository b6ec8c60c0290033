extension PipelineDeclaration {
    /// What breaks the rules of single actions: their type, artifact counts, configuration, fields.
    func actionViolations(ofStage stage: Int, _ type: (ActionTypeID) -> ActionType?) -> [Violation] {
        var seen: Set<ActionName> = []
        return stages[stage].actions.enumerated().flatMap { index, action in
            let path = DeclarationPath.action(index, ofStage: stage)
            var found: [Violation] = []
            if !seen.insert(action.name).inserted {
                found.append(
                    .action(
                        "Action name '\(action.name)' is used more than once in stage '\(stages[stage].name)'",
                        at: path.member("name")))
            }
            guard let type = type(action.actionTypeId) else {
                return found + [.action(action.unavailable, at: path.member("actionTypeId"))]
            }
            if type.isV2Only, pipelineType == .v1 {
                found.append(
                    .action(
                        "\(type.provider) Action can only be used with V2 pipelines.", at: path.member("actionTypeId"))
                )
            }
            return found + action.countViolations(type, at: path) + action.configurationViolations(type, at: path)
                + action.fieldViolations(at: path)
        }
    }
}

extension ActionDeclaration {
    /// The region in AWS's message is an enum's name; an action that names none is taken to be in the first of AWS's.
    fileprivate var unavailable: String {
        let type = actionTypeId
        return "ActionType (Category: '\(type.category.rawValue)', Provider: '\(type.provider)', "
            + "Owner: '\(type.owner.rawValue)', Version: '\(type.version)') in action '\(name)' is not available in "
            + "region '\((region ?? "us-east-1").uppercased().replacing("-", with: "_"))'"
    }

    fileprivate func countViolations(_ type: ActionType, at path: DeclarationPath) -> [Violation] {
        count(inputArtifacts?.count ?? 0, type.inputs, "input", at: path.member("inputArtifacts"))
            + count(outputArtifacts?.count ?? 0, type.outputs, "output", at: path.member("outputArtifacts"))
    }

    private func count(
        _ count: Int, _ allowed: ClosedRange<Int>, _ kind: String, at path: DeclarationPath
    ) -> [Violation] {
        if allowed.contains(count) { return [] }
        let limit =
            count < allowed.lowerBound
            ? "less than the minimum count (\(allowed.lowerBound))"
            : "more than the maximum count (\(allowed.upperBound))"
        return [.action("Action \(name) declares \(count) \(kind) artifacts which is \(limit)", at: path)]
    }

    fileprivate func configurationViolations(_ type: ActionType, at path: DeclarationPath) -> [Violation] {
        let given = configuration ?? [:]
        let path = path.member("configuration")
        let missing = type.required + type.conditions.filter { $0.applies(given) }.map(\.key)
        var found = missing.filter { given[$0] == nil }.map { self.missing($0, at: path) }
        if let known = type.known {
            found += given.keys.sorted().filter { !known.contains($0) }.map {
                .action(
                    "Action configuration for action '\(name)' contains unknown configuration '\($0)'",
                    at: path.key($0))
            }
        }
        return found + queryableViolations(type, at: path) + primarySourceViolations(at: path)
    }

    /// Workers ask for jobs by this value ("Create a custom action": up to 20 letters, digits, `_` and `-`).
    private func queryableViolations(_ type: ActionType, at path: DeclarationPath) -> [Violation] {
        guard let key = type.queryable, let value = configuration?[key] else { return [] }
        let constraint = TextConstraint(
            length: 1...20, pattern: .characters("[a-zA-Z0-9_-]+", besidesAlphanumerics: "_-"))
        if constraint.broken(by: value).isEmpty { return [] }
        return [
            .action(
                "Action configuration for action '\(name)' has a value for the queryable configuration '\(key)' that "
                    + "is not 1 to 20 letters, digits, hyphens and underscores", at: path.key(key))
        ]
    }

    private func missing(_ key: String, at path: DeclarationPath) -> Violation {
        .action("Action configuration for action '\(name)' is missing required configuration '\(key)'", at: path)
    }

    /// A build with several inputs must say in which of them it starts.
    private func primarySourceViolations(at path: DeclarationPath) -> [Violation] {
        let inputs = (inputArtifacts ?? []).map(\.name.rawValue)
        guard actionTypeId.isBuiltIn("CodeBuild"), inputs.count > 1 else { return [] }
        guard let primary = configuration?["PrimarySource"] else { return [missing("PrimarySource", at: path)] }
        if inputs.contains(primary) { return [] }
        return [
            .action(
                "Action configuration for action '\(name)' names the PrimarySource '\(primary)', which is not among "
                    + "its input artifacts", at: path.key("PrimarySource"))
        ]
    }

    /// Fields that belong to one provider.
    fileprivate func fieldViolations(at path: DeclarationPath) -> [Violation] {
        var found: [Violation] = []
        func refuse(_ field: String, unless provider: String) {
            found.append(
                .action("Action \(name) has \(field), which only \(provider) actions have", at: path.member(field)))
        }
        if actionTypeId.isBuiltIn("Commands") {
            if (commands ?? []).isEmpty {
                found.append(
                    .action("Action \(name) must have a non-empty commands field", at: path.member("commands")))
            }
        } else {
            if commands != nil { refuse("commands", unless: "Commands") }
            if outputVariables != nil { refuse("outputVariables", unless: "Commands") }
            if outputArtifacts?.contains(where: { $0.files != nil }) ?? false {
                found.append(
                    .action(
                        "Action \(name) has an output artifact with files, which only Commands actions have",
                        at: path.member("outputArtifacts")))
            }
        }
        if timeoutInMinutes != nil, actionTypeId.category != .approval {
            refuse("timeoutInMinutes", unless: "manual approval")
        }
        return found
    }
}
