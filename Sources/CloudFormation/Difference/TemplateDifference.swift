/// What deploying a template over another would change, as far as the templates tell.
///
/// Parameters' values, drift and macros are not in the templates: CloudFormation's change set has the last word.
/// A resource under another logical id is another resource.
public struct TemplateDifference: Sendable, Hashable {
    /// What is removed, what is there, and what is added, each in the order of its template.
    public var resources: [ResourceDifference]
    /// What differs beside the resources, in the order of the sections.
    public var entries: [TemplateEntryDifference]

    public var isEmpty: Bool { resources.isEmpty && entries.isEmpty }
}

/// Something in another section than the resources that differs.
public struct TemplateEntryDifference: Sendable, Hashable {
    /// The sections, in the order in which differences are shown.
    public enum Section: String, Sendable, Hashable, CaseIterable {
        case parameters = "Parameters"
        case metadata = "Metadata"
        case mappings = "Mappings"
        case conditions = "Conditions"
        case rules = "Rules"
        case outputs = "Outputs"
        /// What has no names of its own, such as `Description` and `Transform`.
        case other = "Other"
    }

    public var section: Section
    public var name: String
    /// `nil` for what is added.
    public var old: TemplateValue?
    /// `nil` for what is removed.
    public var new: TemplateValue?
}
