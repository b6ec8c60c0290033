import PipelineAPI

/// The rule VariableCheck: compares a value with another ("VariableCheck" in CodePipeline's rule structure reference).
struct VariableCheck {
    /// Why it does not hold, or cannot be judged.
    let error: ErrorDetails?
    let summary: String

    /// `nil` for another rule. The references in its configuration are resolved already.
    init?(_ rule: ActionDeclaration) {
        guard rule.actionTypeId.category == .rule, rule.actionTypeId.provider == "VariableCheck" else { return nil }
        let configuration = rule.configuration ?? [:]
        guard let variable = configuration["Variable"], let value = configuration["Value"],
            let name = configuration["Operator"]
        else {
            self.init(broken: "The rule '\(rule.name)' needs Variable, Value and Operator")
            return
        }
        switch name {
        case "EQ": self.init(holds: variable == value, variable, "=", value)
        case "NE": self.init(holds: variable != value, variable, "≠", value)
        case "CONTAINS": self.init(holds: variable.contains(value), variable, "contains", value)
        case "MATCHES":
            do throws(PatternError) {
                self.init(holds: try JavaPattern(value).matches(variable), variable, "matches", value)
            } catch {
                self.init(broken: "The rule '\(rule.name)' has a pattern that \(error.words): \(value)")
            }
        default:
            self.init(broken: "The rule '\(rule.name)' has an unknown operator '\(name)': EQ, NE, CONTAINS or MATCHES")
        }
    }

    private init(holds: Bool, _ variable: String, _ relation: String, _ value: String) {
        summary = "'\(variable)' \(relation) '\(value)': \(holds ? "yes" : "no")"
        error = holds ? nil : ErrorDetails(code: "JobFailed", message: summary)
    }

    private init(broken message: String) {
        summary = message
        error = ErrorDetails(code: "ConfigurationError", message: message)
    }
}
