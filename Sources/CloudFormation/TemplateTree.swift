public import Foundation

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
    /// Nor so many in one.
    public static let countLimit = 500

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

extension TemplateTree {
    /// - Parameter texts: the nested templates by the logical ids that lead there: `Network/Subnets`. What is no template is
    ///   left out.
    public init(_ template: Template, constructs: ConstructMetadata? = nil, nestedTexts texts: [String: String]) {
        var inner: [String: [String: String]] = [:]
        for (path, text) in texts {
            let parts = path.split(separator: "/", maxSplits: 1).map(String.init)
            if parts.count == 2 { inner[parts[0], default: [:]][parts[1]] = text }
        }
        var nested: [String: TemplateTree] = [:]
        for (path, text) in texts where !path.contains("/") {
            nested[path] = (try? Template(text)).map { TemplateTree($0, nestedTexts: inner[path] ?? [:]) }
        }
        self.init(template, constructs: constructs, nested: nested)
    }
}

extension Template {
    /// The templates that are nested in it, at all depths, by the logical ids that lead there: `Network/Subnets`.
    ///
    /// Templates that name each other come to an end: none is read within itself, and none beyond the limits.
    ///
    /// - Parameter read: gives a template by its path as the CDK writes it into the one outside; `nil` leaves it out.
    public func nestedTexts(read: (_ path: String) throws -> Data?) rethrows -> [String: String] {
        var texts: [String: String] = [:]
        func visit(_ template: Template, at nesting: [String], within outer: [String]) throws {
            guard outer.count < TemplateTree.depthLimit else { return }
            for (id, path) in template.nestedPaths.sorted(by: { $0.key < $1.key })
            where texts.count < TemplateTree.countLimit && !outer.contains(path) {
                guard let content = try read(path) else { continue }
                let place = nesting + [id]
                texts[place.joined(separator: "/")] = String(decoding: content, as: UTF8.self)
                // What is no template is refused as that, later.
                if let inner = Template.decode(content) { try visit(inner, at: place, within: outer + [path]) }
            }
        }
        try visit(self, at: [], within: [])
        return texts
    }

    /// The paths of the templates of nested stacks, by their logical ids: where a resource says which asset its template is.
    var nestedPaths: [String: String] {
        var paths: [String: String] = [:]
        for resource in resources where resource.value["Type"]?.text == TemplateTree.nestedStackType {
            paths[resource.key] = resource.value["Metadata"]?["aws:asset:path"]?.text
        }
        return paths
    }
}

extension StackArtifact {
    /// The template with those of nested stacks that lie in the assembly. One that cannot be read is left out.
    ///
    /// - Throws: as `template(reading:)`.
    public func templates(reading files: AssemblyFiles) throws -> TemplateTree {
        let template = try template(reading: files)
        let texts = template.nestedTexts { path in directory.appending(path).flatMap { try? files($0) } }
        return TemplateTree(template, constructs: constructs, nestedTexts: texts)
    }

    /// The templates that are nested in it, at all depths, by the logical ids that lead there: `Network/Subnets`.
    ///
    /// - Throws: as `template(reading:)`, and `AssemblyError` if one is not there.
    public func nestedTexts(reading files: AssemblyFiles) throws -> [String: String] {
        try template(reading: files).nestedTexts { try directory.appending($0).map { try files($0) } }
    }
}
