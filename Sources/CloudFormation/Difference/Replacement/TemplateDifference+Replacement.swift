extension TemplateDifference {
    /// A resource that is replaced gets another physical id: what refers to it changes, though it reads as before.
    mutating func propagateReplacements(to members: [TemplateNode.Member]) {
        let replaced = Set(resources.filter { $0.impact == .replace }.map(\.logicalID))
        for resource in members where !isAdded(resource.key) && !replaced.contains(resource.key) {
            let caused = changes(of: resource.value, causedBy: replaced)
            if !caused.isEmpty { add(caused, to: resource.key, type: resource.value["Type"]?.text) }
        }
    }

    private func isAdded(_ logicalID: String) -> Bool {
        resources.contains { $0.logicalID == logicalID && $0.impact == .create }
    }

    private func changes(of resource: TemplateNode, causedBy replaced: Set<String>) -> [PropertyChange] {
        let rule = ReplacementRules.rule(of: resource["Type"]?.text ?? "")
        return (resource["Properties"]?.members ?? []).compactMap { property in
            guard let cause = References(in: property.value).names.intersection(replaced).min() else { return nil }
            let path = PropertyPath([.member(property.key)])
            let value = property.value.written
            return PropertyChange(
                path: path, old: value, new: value,
                replacement: min(rule?.replacement(ofChanging: path) ?? .unknown, .possible), cause: cause)
        }
    }

    private mutating func add(_ changes: [PropertyChange], to logicalID: String, type: String?) {
        guard let index = resources.firstIndex(where: { $0.logicalID == logicalID }) else {
            var difference = ResourceDifference(
                logicalID: logicalID, oldType: type, newType: type, impact: .update, properties: changes,
                attributes: [])
            difference.impact = difference.impactOfProperties
            return resources.append(difference)
        }
        let changed = Set(resources[index].properties.compactMap(\.path.property))
        resources[index].properties += changes.filter { !changed.contains($0.path.property ?? "") }
        resources[index].impact = resources[index].impactOfProperties
    }
}
