extension Template {
    /// What the template means for a stack, as a template again: conditions decided, properties and outputs evaluated, so
    /// that templates which say the same in other words are equal.
    ///
    /// Only resources, all else of them as it is written, and outputs remain. What is not known is a stand-in.
    public func meant(for stack: StackContext) -> Template {
        let written = Dictionary(expandedResources.map { ($0.key, $0.value) }) { _, last in last }
        let resources = evaluated(for: stack).resources.map { resource in
            let kept = (written[resource.logicalID]?.members ?? []).filter {
                !["Properties", "Condition"].contains($0.key)
            }
            let properties = TemplateNode.Member(key: "Properties", value: TemplateNode(resource.properties))
            return TemplateNode.Member(
                key: resource.logicalID, value: TemplateNode(content: .object(kept + [properties])))
        }
        let outputs = outputs(for: stack).map { output in
            var value: [String: TemplateValue] = ["Value": .string(output.value)]
            value["Export"] = output.exportName.map { .object(["Name": .string($0)]) }
            return TemplateNode.Member(key: output.key, value: TemplateNode(.object(value)))
        }
        return Template(
            root: TemplateNode(
                content: .object([
                    .init(key: "Resources", value: TemplateNode(content: .object(resources))),
                    .init(key: "Outputs", value: TemplateNode(content: .object(outputs))),
                ])))
    }
}

extension TemplateNode {
    /// A value as it would be written, members by their names.
    init(_ value: TemplateValue) {
        position = nil
        switch value {
        case .null, .bool, .number, .string: content = .scalar(value)
        case .list(let elements): content = .list(elements.map { TemplateNode($0) })
        case .object(let members):
            content = .object(
                members.sorted { $0.key < $1.key }.map { Member(key: $0.key, value: TemplateNode($0.value)) })
        }
    }
}
