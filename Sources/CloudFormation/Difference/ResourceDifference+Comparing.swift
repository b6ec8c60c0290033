extension ResourceDifference {
    /// `nil` if nothing differs.
    static func between(
        _ old: TemplateNode?, _ new: TemplateNode?, logicalID: String, comparison: TemplateComparison
    ) -> ResourceDifference? {
        guard old != nil || new != nil else { return nil }
        let types = (old: old?["Type"]?.text, new: new?["Type"]?.text)
        guard let old, let new else {
            return ResourceDifference(
                logicalID: logicalID, oldType: types.old, newType: types.new,
                impact: old.map(impactOfRemoving) ?? .create, properties: [], attributes: [])
        }
        let properties = PropertyChange.changes(
            from: old["Properties"]?.written ?? .object([:]), to: new["Properties"]?.written ?? .object([:]),
            comparison: comparison
        ).map { $0.judged(by: ReplacementRules.rule(of: types.new ?? "")) }
        let attributes = PropertyChange.changes(
            from: .object(attributes(of: old)), to: .object(attributes(of: new)), comparison: comparison)
        if types.old == types.new, properties.isEmpty, attributes.isEmpty { return nil }
        var difference = ResourceDifference(
            logicalID: logicalID, oldType: types.old, newType: types.new, impact: .update, properties: properties,
            attributes: attributes)
        difference.impact = types.old == types.new ? difference.impactOfProperties : .replace
        return difference
    }

    var impactOfProperties: Impact {
        switch properties.map(\.replacement).max() ?? .never {
        case .expected: .replace
        case .possible: .mayReplace
        case .unknown, .never: .update
        }
    }

    private static func impactOfRemoving(_ old: TemplateNode) -> Impact {
        (old["DeletionPolicy"]?.text ?? "").hasPrefix("Retain") ? .orphan : .destroy
    }

    /// Everything but the type and the properties. The order of what a resource depends on says nothing.
    private static func attributes(of resource: TemplateNode) -> [String: TemplateValue] {
        var attributes = resource.written.object ?? [:]
        attributes["Type"] = nil
        attributes["Properties"] = nil
        if let dependsOn = attributes["DependsOn"] {
            let names = dependsOn.list?.compactMap(\.text) ?? [dependsOn.text].compactMap(\.self)
            attributes["DependsOn"] = .list(names.sorted().map { .string($0) })
        }
        return attributes
    }
}

extension PropertyChange {
    fileprivate func judged(by rule: ReplacementRules.Rule?) -> PropertyChange {
        var judged = self
        judged.replacement = rule?.replacement(ofChanging: path) ?? .unknown
        return judged
    }
}
