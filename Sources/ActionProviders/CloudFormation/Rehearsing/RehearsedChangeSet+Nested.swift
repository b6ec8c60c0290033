import CloudFormation

extension RehearsedChangeSet {
    /// What CloudFormation would refuse of the nested stacks, each with the parameters that the template gives it.
    ///
    /// - Parameter nesting: the logical ids that lead to the deployment itself.
    /// - Returns: the problems, by the logical ids that lead to their stack.
    /// - Throws: `TemplateError` if one is no template.
    static func problems(
        ofNested texts: [String: String], in deployment: StackDeployment, at nesting: [String] = [],
        setting: Setting, capabilities: Set<Capability>
    ) throws(TemplateError) -> [(place: String, problem: ChangeSetProblem)] {
        let stack = StackContext(
            stackName: setting.stackName, account: setting.environment.account, region: setting.environment.region,
            parameters: deployment.parameters, exports: setting.exports.values)
        let resources = deployment.template.evaluated(for: stack, types: [TemplateTree.nestedStackType]).resources
        var problems: [(String, ChangeSetProblem)] = []
        for resource in resources {
            let way = nesting + [resource.logicalID]
            let name = way.joined(separator: "/")
            guard let text = texts[name] else { continue }
            let parameters = resource.properties["Parameters"]?.object ?? [:]
            var nested = StackDeployment(
                template: try Template(text), parameters: parameters.compactMapValues { $0.text ?? $0.json })
            var place = setting
            place.stackName = "\(setting.stackName)-\(resource.logicalID)"
            let changeSet = RehearsedChangeSet(of: nested, over: nil, in: place, capabilities: capabilities)
            problems += changeSet.problems.map { (name, $0) }
            nested.parameters = changeSet.parameters.texts
            problems += try Self.problems(
                ofNested: texts, in: nested, at: way, setting: place, capabilities: capabilities)
        }
        return problems
    }
}
