/// A template with those of the stacks nested in it.
public struct TemplateTree: Sendable, Hashable {
    public var template: Template
    public var constructs: ConstructMetadata
    /// By the logical id of the nested stack, only those whose template is known.
    public var nested: [String: TemplateTree]

    /// - Parameter constructs: what the app says; `nil` for what the template itself says.
    public init(_ template: Template, constructs: ConstructMetadata? = nil, nested: [String: TemplateTree] = [:]) {
        self.template = template
        self.constructs = constructs ?? ConstructMetadata(of: template)
        self.nested = nested
    }

    /// The type of a nested stack.
    public static let nestedStackType = "AWS::CloudFormation::Stack"
    /// More stacks in each other nobody has: templates that name themselves end here.
    public static let depthLimit = 8

    /// The tree of a nested stack.
    ///
    /// - Parameter nesting: the logical ids that lead to it, from the outside.
    public func tree(at nesting: [String]) -> TemplateTree? {
        nesting.reduce(self as TemplateTree?) { $0?.nested[$1] }
    }
}

extension Template {
    /// The logical ids of the stacks that are nested in it.
    public var nestedStacks: Set<String> {
        Set(resources.filter { $0.value["Type"]?.text == TemplateTree.nestedStackType }.map(\.key))
    }
}

extension ConstructMetadata {
    /// The paths that the CDK leaves in templates.
    public init(of template: Template) {
        for resource in template.resources {
            paths[resource.key] = resource.value["Metadata"]?["aws:cdk:path"]?.text
        }
    }
}

extension StackArtifact {
    /// The template with those of nested stacks that lie in the assembly. One that cannot be read is left out.
    ///
    /// - Throws: as `template(reading:)`.
    public func templates(reading files: AssemblyFiles) throws -> TemplateTree {
        let template = try template(reading: files)
        return TemplateTree(template, constructs: constructs, nested: nested(in: template, files, depth: 1))
    }

    private func nested(in template: Template, _ files: AssemblyFiles, depth: Int) -> [String: TemplateTree] {
        guard depth < TemplateTree.depthLimit else { return [:] }
        return nestedTemplates(of: template).compactMapValues { path in
            (try? files(path)).flatMap(Template.decode).map {
                TemplateTree($0, nested: nested(in: $0, files, depth: depth + 1))
            }
        }
    }

    /// The templates that are nested in it, at all depths, by the logical ids that lead there: `Network/Subnets`.
    ///
    /// - Throws: as `template(reading:)`, and `AssemblyError` if one is not there.
    public func nestedTexts(reading files: AssemblyFiles) throws -> [String: String] {
        var texts: [String: String] = [:]
        func read(_ template: Template, _ nesting: [String]) throws {
            guard nesting.count < TemplateTree.depthLimit else { return }
            for (id, path) in nestedTemplates(of: template) {
                let content = try files(path)
                texts[(nesting + [id]).joined(separator: "/")] = String(decoding: content, as: UTF8.self)
                // What is no template is refused as that, later.
                if let inner = Template.decode(content) { try read(inner, nesting + [id]) }
            }
        }
        try read(template(reading: files), [])
        return texts
    }
}
