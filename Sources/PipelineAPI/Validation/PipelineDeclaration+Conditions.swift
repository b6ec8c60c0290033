extension PipelineDeclaration {
    /// Which results and rules the gates of the stages may have.
    func conditionViolations() -> [Violation] {
        stages.enumerated().flatMap { index, stage in
            stage.resultViolations(at: .stage(index))
                + (executionMode == .parallel ? stage.rollbackViolations(at: .stage(index)) : [])
        }
    }
}

/// A gate of a stage: its conditions and the results these may have.
struct Gate {
    var name: String
    var conditions: [Condition]
    var results: [String]

    /// Every rule, and where it stands below the conditions' path.
    func rules(at path: DeclarationPath) -> [(RuleDeclaration, DeclarationPath)] {
        conditions.enumerated().flatMap { index, condition in
            (condition.rules ?? []).enumerated().map { ($1, path.element(index).member("rules").element($0)) }
        }
    }
}

extension StageDeclaration {
    /// The gates in the order in which an execution meets them.
    var gates: [Gate] {
        [
            Gate(name: "beforeEntry", conditions: beforeEntry?.conditions ?? [], results: ["FAIL", "SKIP"]),
            Gate(name: "onSuccess", conditions: onSuccess?.conditions ?? [], results: ["FAIL", "ROLLBACK"]),
            Gate(name: "onFailure", conditions: onFailure?.conditions ?? [], results: ["FAIL", "ROLLBACK"]),
        ]
    }

    fileprivate func resultViolations(at path: DeclarationPath) -> [Violation] {
        var found: [Violation] = []
        let failure = path.member("onFailure")
        if onFailure?.result != nil, onFailure?.conditions != nil {
            found.append(
                .stage(
                    "The following stage cannot have a failure exit gate configured with both top level result "
                        + "and conditions: '\(name)", at: failure))
        }
        if onFailure?.result == "SKIP" {
            found.append(unusable("SKIP", in: "onFailure", at: failure.member("result")))
        }
        for gate in gates {
            for (index, condition) in gate.conditions.enumerated() {
                let path = path.member(gate.name).member("conditions").element(index)
                if let result = condition.result, !gate.results.contains(result) {
                    found.append(unusable(result, in: gate.name, at: path.member("result")))
                }
                found += skipViolations(of: condition, at: path)
            }
        }
        return found
    }

    private func unusable(_ result: String, in gate: String, at path: DeclarationPath) -> Violation {
        .stage("Stage '\(name)' has a \(gate) condition whose result cannot be \(result)", at: path)
    }

    /// A stage can be skipped for what a function or a comparison says, and for nothing else.
    private func skipViolations(of condition: Condition, at path: DeclarationPath) -> [Violation] {
        guard condition.result == "SKIP" else { return [] }
        return (condition.rules ?? []).enumerated()
            .filter { !["LambdaInvoke", "VariableCheck"].contains($1.ruleTypeId.provider) }
            .map { index, rule in
                .stage(
                    "Stage '\(name)' has a condition with result SKIP, which cannot have the rule "
                        + "\(rule.ruleTypeId.provider)", at: path.member("rules").element(index))
            }
    }

    /// A pipeline whose executions run side by side has no state to roll back to.
    fileprivate func rollbackViolations(at path: DeclarationPath) -> [Violation] {
        let topLevel = onFailure?.result == "ROLLBACK" ? ["onFailure"] : []
        let conditional = gates.filter { $0.conditions.contains { $0.result == "ROLLBACK" } }.map(\.name)
        return (topLevel + conditional).map {
            .stage(
                "Failure conditions with rollback result type cannot be added to a PARALLEL pipeline.",
                at: path.member($0))
        }
    }
}
