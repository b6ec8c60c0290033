extension Condition {
    /// The service model's `Result`.
    static let results = ["ROLLBACK", "FAIL", "RETRY", "SKIP"]
}

extension [Condition] {
    /// Exactly one condition, with one to five rules.
    func check(_ check: inout ShapeCheck, at path: DeclarationPath) {
        check.count(count, 1...1, at: path)
        for (index, condition) in enumerated() {
            let path = path.element(index)
            check.choice(condition.result, Condition.results, at: path.member("result"))
            check.count(condition.rules?.count, 1...5, at: path.member("rules"))
            for (index, rule) in (condition.rules ?? []).enumerated() {
                rule.check(&check, at: path.member("rules").element(index))
            }
        }
    }
}

extension RuleDeclaration {
    fileprivate func check(_ check: inout ShapeCheck, at path: DeclarationPath) {
        let type = path.member("ruleTypeId")
        check.text(name, .name, at: path.member("name"))
        check.choice(ruleTypeId.category, ["Rule"], at: type.member("category"))
        check.choice(ruleTypeId.owner, ["AWS"], at: type.member("owner"))
        check.text(ruleTypeId.provider, .provider, at: type.member("provider"))
        check.text(ruleTypeId.version, .version, at: type.member("version"))
        check.configuration(
            configuration, count: 0...200, value: .ruleConfigurationValue, at: path.member("configuration"))
        check.texts(commands, 1...50, .command, at: path.member("commands"))
        (inputArtifacts ?? []).check(&check, at: path.member("inputArtifacts"))
        check.text(roleArn, .roleArn, at: path.member("roleArn"))
        check.text(region, .region, at: path.member("region"))
        check.number(timeoutInMinutes, 5...86400, at: path.member("timeoutInMinutes"))
    }
}
