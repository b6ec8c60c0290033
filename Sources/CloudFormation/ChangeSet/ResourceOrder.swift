/// The order in which CloudFormation creates the resources of a stack; it deletes them the other way round.
public struct ResourceOrder: Sendable, Hashable {
    /// Only resources whose conditions hold. As they are written, if they wait for each other.
    public private(set) var logicalIDs: [String] = []
    public private(set) var problems: [ChangeSetProblem] = []

    /// Works the order out from `Ref`, `Fn::GetAtt`, `Fn::Sub` and `DependsOn`.
    public init(of template: Template, for stack: StackContext) {
        let decided = DecidedTemplate(template, for: stack)
        problems = Self.unresolved(in: decided, written: Set(template.expandedResources.map(\.key)))
        var dependencies: [String: [String]] = [:]
        for resource in decided.resources {
            let names = decided.references(in: resource.value["Properties"]).names.union(resource.value.dependsOn)
            dependencies[resource.key] = names.sorted()
        }
        do {
            logicalIDs = try DependencyOrder.of(decided.resources.map(\.key)) { id in
                (dependencies[id] ?? []).filter { dependencies[$0] != nil }
            }
        } catch {
            logicalIDs = decided.resources.map(\.key)
            problems.append(.circularDependency(error.path))
        }
    }

    /// A resource may depend on one whose condition does not hold, but not refer to it.
    private static func unresolved(in decided: DecidedTemplate, written: Set<String>) -> [ChangeSetProblem] {
        let resources = decided.resources.map(\.value)
        let referred = decided.unresolvedNames(in: resources.map { $0["Properties"] })
        let awaited = resources.flatMap(\.dependsOn).filter { !written.contains($0) }
        let blocks = [
            ("Resources", Set(referred + awaited).sorted()),
            ("Outputs", decided.unresolvedNames(in: decided.outputs.map { $0.value["Value"] })),
        ]
        return blocks.filter { !$0.1.isEmpty }.map { .unresolvedReferences($0.1, block: $0.0) }
    }
}

extension TemplateNode {
    /// The resources that a resource names in `DependsOn`.
    fileprivate var dependsOn: [String] {
        let written = self["DependsOn"]
        return written?.elements?.compactMap(\.text) ?? [written?.text].compactMap(\.self)
    }
}
