extension TemplateDifference {
    /// Compares what two templates mean: conditions decided, parameters and functions replaced by their values.
    ///
    /// What is beside the resources is compared as it is written.
    init(from old: (template: Template, stack: StackContext)?, to new: (template: Template, stack: StackContext)) {
        let meant = (old: old.map { $0.template.meant(for: $0.stack) }, new: new.template.meant(for: new.stack))
        resources = TemplateDifference(from: meant.old, to: meant.new).resources
        entries = TemplateDifference(from: old?.template, to: new.template).entries
        let existing = Set(meant.new.resources.map(\.key))
        let members = new.template.expandedResources.filter { existing.contains($0.key) }
        propagateReplacements(to: members)
        sort(as: members)
    }
}

extension Template {
    /// The resources that a stack has, their properties evaluated and all else as it is written.
    fileprivate func meant(for stack: StackContext) -> Template {
        let written = Dictionary(expandedResources.map { ($0.key, $0.value) }) { _, last in last }
        let resources = evaluated(for: stack).resources.map { resource in
            let kept = (written[resource.logicalID]?.members ?? []).filter { $0.key != "Properties" }
            let properties = TemplateNode.Member(key: "Properties", value: TemplateNode(resource.properties))
            return TemplateNode.Member(
                key: resource.logicalID, value: TemplateNode(content: .object(kept + [properties]), position: nil))
        }
        let block = TemplateNode.Member(
            key: "Resources", value: TemplateNode(content: .object(resources), position: nil))
        return Template(root: TemplateNode(content: .object([block]), position: nil))
    }
}

extension TemplateNode {
    /// A value as it would be written, members by their names.
    fileprivate init(_ value: TemplateValue) {
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
