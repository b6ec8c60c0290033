extension TemplateDifference {
    /// Compares what is deployed, `nil` if nothing is, with what would be.
    ///
    /// - Parameter isStrict: whether what the CDK adds for itself counts too, and characters that GetTemplate does
    ///   not answer.
    public init(from old: Template?, to new: Template?, isStrict: Bool = false) {
        let comparison = TemplateComparison(isStrict: isStrict)
        resources = Self.resources(old, new, comparison).filter { isStrict || $0.type != "AWS::CDK::Metadata" }
        entries = Self.entries(old, new, comparison).filter { isStrict || !$0.isOfTheCDK }
        let members = new?.expandedResources ?? []
        propagateReplacements(to: members)
        sort(as: members)
    }

    /// What is removed stands first, as no place is left for it; then what is there before what is added.
    mutating func sort(as members: [TemplateNode.Member]) {
        let places = Dictionary(members.enumerated().map { ($1.key, $0) }) { first, _ in first }
        let placed = resources.enumerated().map { offset, resource in
            (resource, place: (resource.impact == .create ? 1 : 0, places[resource.logicalID] ?? -1, offset))
        }
        resources = placed.sorted { $0.place < $1.place }.map(\.0)
    }

    private static func resources(
        _ old: Template?, _ new: Template?, _ comparison: TemplateComparison
    ) -> [ResourceDifference] {
        let (old, new) = (old?.expandedResources ?? [], new?.expandedResources ?? [])
        return pairs(old, new).compactMap {
            ResourceDifference.between($0.old, $0.new, logicalID: $0.key, comparison: comparison)
        }
    }

    private static func entries(
        _ old: Template?, _ new: Template?, _ comparison: TemplateComparison
    ) -> [TemplateEntryDifference] {
        TemplateEntryDifference.Section.allCases.flatMap { section in
            pairs(old?.entries(of: section) ?? [], new?.entries(of: section) ?? []).compactMap { pair in
                let (old, new) = (pair.old?.written, pair.new?.written)
                if comparison.isEqual(old, new) { return nil }
                return TemplateEntryDifference(section: section, name: pair.key, old: old, new: new)
            }
        }
    }

    private static func pairs(
        _ old: [TemplateNode.Member], _ new: [TemplateNode.Member]
    ) -> [(key: String, old: TemplateNode?, new: TemplateNode?)] {
        let oldNodes = Dictionary(old.map { ($0.key, $0.value) }) { _, last in last }
        let newNodes = Dictionary(new.map { ($0.key, $0.value) }) { _, last in last }
        var seen: Set<String> = []
        return (old + new).map(\.key).filter { seen.insert($0).inserted }.map { ($0, oldNodes[$0], newNodes[$0]) }
    }
}

extension TemplateEntryDifference {
    /// The check of the bootstrap version, and the condition for usage reports.
    fileprivate var isOfTheCDK: Bool {
        switch section {
        case .parameters: name == "BootstrapVersion"
        case .rules: name == "CheckBootstrapVersion"
        case .conditions: name == "CDKMetadataAvailable"
        case .metadata, .mappings, .outputs, .other: false
        }
    }
}

extension Template {
    /// The resources, those that loops make included.
    var expandedResources: [TemplateNode.Member] {
        var evaluator = Evaluator(template: self, stack: StackContext(stackName: ""))
        return evaluator.expandedResources().map { TemplateNode.Member(key: $0.id, value: $0.node) }
    }

    fileprivate func entries(of section: TemplateEntryDifference.Section) -> [TemplateNode.Member] {
        guard section == .other else { return root[section.rawValue]?.members ?? [] }
        let known = Set(TemplateEntryDifference.Section.allCases.map(\.rawValue) + ["Resources"])
        return root.members.filter { !known.contains($0.key) }
    }
}
