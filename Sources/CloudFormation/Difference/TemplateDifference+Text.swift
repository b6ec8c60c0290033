extension TemplateDifference {
    /// What differs, a line for each resource or entry in aligned columns and one for each property; empty if nothing
    /// does. `[+]` is added, `[-]` removed, `[~]` changed.
    ///
    /// - Parameter constructPath: of a logical id, where it is known.
    public func text(constructPath: (String) -> String? = { _ in nil }) -> String {
        let sections = TemplateEntryDifference.Section.allCases.map { section in
            Self.block(section.rawValue, entries.filter { $0.section == section }.map(\.lines))
        }
        let rows = resources.map { [$0.sign, $0.type, constructPath($0.logicalID) ?? "", $0.logicalID, $0.impactText] }
        let table = AlignedTable(title: "Resources", header: [], rows: rows)
        let lines = zip(table.alignedRows, resources).map { [$0] + $1.propertyLines }
        // Resources stand before the outputs, as in a template.
        let place = TemplateEntryDifference.Section.allCases.firstIndex(of: .outputs) ?? sections.endIndex
        let blocks = sections[..<place] + [Self.block(table.title, lines)] + sections[place...]
        return blocks.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    private static func block(_ title: String, _ items: [[String]]) -> String {
        items.isEmpty ? "" : ([title] + items.flatMap(\.self)).joined(separator: "\n")
    }
}

extension ResourceDifference {
    fileprivate var sign: String { oldType == nil ? "[+]" : newType == nil ? "[-]" : "[~]" }

    fileprivate var impactText: String {
        switch impact {
        case .create, .update: ""
        case .mayReplace: "may be replaced"
        case .replace: "replace"
        case .destroy: "destroy"
        case .orphan: "orphan"
        }
    }

    fileprivate var propertyLines: [String] { (properties + attributes).map { "      " + $0.text } }
}

extension PropertyChange {
    /// `BucketName: "a" → "b" (requires replacement)`
    fileprivate var text: String {
        let change = cause.map { "changes with the replacement of \($0)" } ?? "\(old.shortText) → \(new.shortText)"
        switch replacement {
        case .expected: return "\(path): \(change) (requires replacement)"
        case .possible: return "\(path): \(change) (may require replacement)"
        case .never, .unknown: return "\(path): \(change)"
        }
    }
}

extension TemplateEntryDifference {
    fileprivate var lines: [String] {
        switch (old, new) {
        case (nil, let new): ["[+]  \(name): \(new.shortText)"]
        case (let old, nil): ["[-]  \(name): \(old.shortText)"]
        case (let old, let new): ["[~]  \(name): \(old.shortText) → \(new.shortText)"]
        }
    }
}

extension TemplateValue? {
    /// Compact JSON, cut where nobody reads on.
    fileprivate var shortText: String {
        guard let text = self?.json else { return "nothing" }
        return text.count <= 120 ? text : text.prefix(119) + "…"
    }
}
