/// What of a template is there once its conditions are decided and its loops expanded.
struct DecidedTemplate {
    let resources: [TemplateNode.Member]
    let outputs: [TemplateNode.Member]
    /// All that can be referred to, but for pseudo-parameters.
    let names: Set<String>
    private let conditions: [String: Bool]

    init(_ template: Template, for stack: StackContext) {
        var evaluator = Evaluator(template: template, stack: stack)
        var conditions: [String: Bool] = [:]
        for name in template.root["Conditions"]?.members.map(\.key) ?? [] { conditions[name] = evaluator.holds(name) }
        let isThere = { (member: TemplateNode.Member) in
            member.value["Condition"]?.text.map { conditions[$0] ?? false } ?? true
        }
        resources = evaluator.expandedResources().map { .init(key: $0.id, value: $0.node) }.filter(isThere)
        outputs = (template.root["Outputs"]?.members ?? []).filter(isThere)
        names = Set(resources.map(\.key)).union(template.parameters.map(\.key))
        self.conditions = conditions
    }

    /// Where a condition decides between references, only what it chooses counts.
    func references(in node: TemplateNode?) -> References {
        let conditions = conditions
        return References(in: node ?? .nothing) { conditions[$0] }
    }

    /// What is referred to and is not there, sorted.
    func unresolvedNames(in nodes: [TemplateNode?]) -> [String] {
        let referred = nodes.reduce(into: Set<String>()) { $0.formUnion(references(in: $1).names) }
        return referred.subtracting(names).filter { !$0.hasPrefix("AWS::") }.sorted()
    }
}

extension TemplateNode {
    fileprivate static let nothing = TemplateNode(content: .scalar(.null), position: nil)
}
