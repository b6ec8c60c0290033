extension PipelineDeclaration {
    /// What breaks the rules of single rules: their type, names, configuration, commands, artifacts ("Rule structure
    /// reference").
    func ruleViolations() -> [Violation] {
        stages.enumerated().flatMap { index, stage in
            stage.gates.flatMap { gate in
                let path = DeclarationPath.stage(index).member(gate.name).member("conditions")
                let made = artifacts(at: gate, ofStage: index)
                var names: Set<String> = []
                return gate.rules(at: path).flatMap { rule, path in
                    var found: [Violation] = []
                    if !names.insert(rule.name).inserted {
                        found.append(
                            .stage(
                                "Rule name '\(rule.name)' is used more than once in stage '\(stage.name)'",
                                at: path.member("name")))
                    }
                    return found + rule.violations(at: path) + rule.inputViolations(made, at: path)
                }
            }
        }
    }

    /// What has been made when a gate's rules are asked: before entry, what the stages before its own make.
    private func artifacts(at gate: Gate, ofStage stage: Int) -> Set<ArtifactName> {
        let ended = stages.prefix(gate.name == "beforeEntry" ? stage : stage + 1).flatMap(\.actions)
        return Set(ended.flatMap { $0.outputArtifacts ?? [] }.map(\.name))
    }
}

extension RuleDeclaration {
    fileprivate func violations(at path: DeclarationPath) -> [Violation] {
        guard let type = RuleTypeListing.find(ruleTypeId) else {
            return [.stage(unavailable, at: path.member("ruleTypeId"))]
        }
        return configurationViolations(type, at: path.member("configuration")) + commandViolations(at: path)
            + countViolations(type.inputArtifactDetails, at: path)
    }

    private var unavailable: String {
        "RuleType (Category: '\(ruleTypeId.category)', Provider: '\(ruleTypeId.provider)', "
            + "Owner: '\(ruleTypeId.owner ?? "AWS")', Version: '\(ruleTypeId.version ?? "1")') in rule '\(name)' is not "
            + "available in region '\((region ?? "us-east-1").uppercased().replacing("-", with: "_"))'"
    }

    private func configurationViolations(_ type: RuleTypeListing, at path: DeclarationPath) -> [Violation] {
        let given = configuration ?? [:]
        let properties = type.ruleConfigurationProperties ?? []
        let known = Set(properties.map(\.name))
        var found: [Violation] = properties.filter { $0.required && given[$0.name] == nil }.map {
            .stage("Rule configuration for rule '\(name)' is missing required configuration '\($0.name)'", at: path)
        }
        // Real pipelines have keys of other rules in those that the engine does not run.
        let strange = Self.runByEngine.contains(ruleTypeId.provider) ? given.keys.filter { !known.contains($0) } : []
        found += strange.sorted().map {
            .stage("Rule configuration for rule '\(name)' contains unknown configuration '\($0)'", at: path.key($0))
        }
        if let sign = given["Operator"], ruleTypeId.provider == "VariableCheck", !sign.contains("#{"),
            !Self.comparisons.contains(sign)
        {
            found.append(
                .stage(
                    "Rule configuration for rule '\(name)' has the Operator '\(sign)', which is none of "
                        + Self.comparisons.joined(separator: ", "), at: path.key("Operator")))
        }
        return found
    }

    private static let runByEngine: Set = ["Commands", "DeploymentWindow", "VariableCheck"]
    private static let comparisons = ["EQ", "NE", "CONTAINS", "MATCHES"]

    private func commandViolations(at path: DeclarationPath) -> [Violation] {
        let (isCommands, isEmpty) = (ruleTypeId.provider == "Commands", (commands ?? []).isEmpty)
        if isCommands, isEmpty {
            return [.stage("Rule \(name) must have a non-empty commands field", at: path.member("commands"))]
        }
        if !isCommands, commands != nil {
            return [.stage("Rule \(name) has commands, which only Commands rules have", at: path.member("commands"))]
        }
        return []
    }

    private func countViolations(_ allowed: ArtifactDetails, at path: DeclarationPath) -> [Violation] {
        let count = inputArtifacts?.count ?? 0
        if count <= allowed.maximumCount { return [] }
        return [
            .stage(
                "Rule \(name) declares \(count) input artifacts which is more than the maximum count "
                    + "(\(allowed.maximumCount))", at: path.member("inputArtifacts"))
        ]
    }

    fileprivate func inputViolations(_ made: Set<ArtifactName>, at path: DeclarationPath) -> [Violation] {
        (inputArtifacts ?? []).enumerated().filter { !made.contains($1.name) }.map { index, input in
            Violation(
                code: "InvalidStageDeclarationException",
                message:
                    "Input Artifact Bundle \(input.name) in rule \(name) is not declared as Output Artifact Bundle in "
                    + "any of the preceding actions", path: path.member("inputArtifacts").element(index),
                missing: input.name.rawValue)
        }
    }
}
