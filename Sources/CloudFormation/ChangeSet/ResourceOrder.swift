/// The order in which CloudFormation creates the resources of a stack; it deletes them the other way round.
public struct ResourceOrder: Sendable, Hashable {
    /// Only resources whose conditions hold. As they are written, if they wait for each other.
    public private(set) var logicalIDs: [String] = []
    public private(set) var problems: [ChangeSetProblem] = []

    /// Works the order out from `Ref`, `Fn::GetAtt`, `Fn::Sub` and `DependsOn`. Where a condition decides between
    /// references, only what it chooses counts.
    public init(of template: Template, for stack: StackContext) {
        var evaluator = Evaluator(template: template, stack: stack)
        let conditions = evaluator.conditionValues()
        let resources = evaluator.expandedResources().filter { resource in
            resource.node["Condition"]?.text.map { conditions[$0] ?? false } ?? true
        }
        let ids = Set(resources.map(\.id))
        let known = ids.union(template.parameters.map(\.key))
        var dependencies: [String: [String]] = [:]
        var unresolved: Set<String> = []
        for (id, node) in resources {
            let names = References(in: node["Properties"] ?? .nothing) { conditions[$0] }.names
            unresolved.formUnion(names.filter { !known.contains($0) && !$0.hasPrefix("AWS::") })
            dependencies[id] = (names.union(node.dependsOn).intersection(ids)).sorted()
        }
        if !unresolved.isEmpty { problems.append(.unresolvedReferences(unresolved.sorted(), block: "Resources")) }
        do {
            logicalIDs = try DependencyOrder.of(resources.map(\.id)) { dependencies[$0] ?? [] }
        } catch {
            logicalIDs = resources.map(\.id)
            problems.append(.circularDependency(error.path))
        }
    }
}

extension Evaluator {
    /// The named conditions of the template and whether they hold.
    mutating func conditionValues() -> [String: Bool] {
        var values: [String: Bool] = [:]
        for name in template.root["Conditions"]?.members.map(\.key) ?? [] { values[name] = holds(name) }
        return values
    }
}

extension TemplateNode {
    static let nothing = TemplateNode(content: .scalar(.null), position: nil)

    /// The resources that a resource names in `DependsOn`.
    fileprivate var dependsOn: [String] {
        let written = self["DependsOn"]
        return written?.elements?.compactMap(\.text) ?? [written?.text].compactMap(\.self)
    }
}
