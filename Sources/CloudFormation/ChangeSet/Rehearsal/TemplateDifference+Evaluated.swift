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
