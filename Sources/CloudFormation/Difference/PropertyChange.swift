/// A property that a deployment changes.
public struct PropertyChange: Sendable, Hashable {
    public var path: PropertyPath
    /// As it is written, functions not called; `nil` where the property is new.
    public var old: TemplateValue?
    /// `nil` where the property is removed.
    public var new: TemplateValue?
    public var replacement: Replacement
    /// The resource whose replacement changes the value, though the property is written as before.
    public var cause: String?
}

extension PropertyChange {
    /// The smallest parts of two values that differ. A function is one part, and so is a list of another length.
    static func changes(
        from old: TemplateValue?, to new: TemplateValue?, at path: PropertyPath = PropertyPath(),
        comparison: TemplateComparison
    ) -> [PropertyChange] {
        if comparison.isEqual(old, new) { return [] }
        guard let old, let new, old.function == nil, new.function == nil else {
            return [PropertyChange(path: path, old: old, new: new, replacement: .never)]
        }
        if let old = old.object, let new = new.object {
            return Set(old.keys).union(new.keys).sorted().flatMap { key in
                changes(from: old[key], to: new[key], at: path.appending(.member(key)), comparison: comparison)
            }
        }
        if let old = old.list, let new = new.list, old.count == new.count {
            return old.indices.flatMap { index in
                changes(
                    from: old[index], to: new[index], at: path.appending(.element(index)), comparison: comparison)
            }
        }
        return [PropertyChange(path: path, old: old, new: new, replacement: .never)]
    }
}
