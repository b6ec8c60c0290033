/// What deploying a stack would change in it and in the stacks nested in it, as far as the templates tell.
public struct StackDifference: Sendable, Hashable {
    /// What changes in the stack itself.
    public var template: TemplateDifference
    /// Who may do what in the stack itself.
    public var security: SecurityDifference
    /// By the logical id of the nested stack, those in which nothing changes too.
    public var nested: [String: StackDifference]
    /// Of what is there and of what will be.
    public var constructs: ConstructMetadata

    /// Compares what is deployed, `nil` if nothing is, with what would be; `nil` there deletes.
    ///
    /// A nested stack whose new template is not known counts as unchanged.
    ///
    /// - Parameter isStrict: as of `TemplateDifference`.
    public init(from old: TemplateTree?, to new: TemplateTree?, isStrict: Bool = false) {
        let template = TemplateDifference(from: old?.template, to: new?.template, isStrict: isStrict)
        self.template = template
        security = SecurityDifference(from: old?.template, to: new?.template)
        constructs = new?.constructs ?? ConstructMetadata()
        constructs.paths.merge(old?.constructs.paths ?? [:]) { new, _ in new }
        let gone = template.resources.filter { $0.impact == .destroy }.map(\.logicalID)
        let ids = Set(new?.nested.keys.map(\.self) ?? []).union(gone.filter { old?.nested[$0] != nil })
        nested = Dictionary(
            uniqueKeysWithValues: ids.map {
                ($0, StackDifference(from: old?.nested[$0], to: new?.nested[$0], isStrict: isStrict))
            })
    }

    public var isEmpty: Bool { levels.allSatisfy { $0.template.isEmpty && $0.security.isEmpty } }

    /// Whether somebody may do or reach something afterwards that was closed before.
    public var isBroadening: Bool { levels.contains { $0.security.isBroadening } }

    /// Whether something that exists may be lost.
    public var isDestructive: Bool {
        levels.contains { level in
            level.template.resources.contains { $0.isDestructive && $0.type != "AWS::CDK::Metadata" }
        }
    }

    /// This stack, and those nested in it.
    private var levels: [StackDifference] { [self] + children.flatMap(\.value.levels) }
    private var children: [(key: String, value: StackDifference)] { nested.sorted { $0.key < $1.key } }

    // MARK: Text

    /// Permissions of all stacks first, then resources and the rest stack by stack; empty if nothing changes.
    ///
    /// - Parameter width: what the tables of permissions should fit into; `nil` for any width.
    public func text(width: Int? = nil) -> String {
        let security = SecurityDifference.text(of: levels.map { ($0.security, $0.constructs) }, width: width)
        return ([security].filter { !$0.isEmpty } + blocks).joined(separator: "\n\n")
    }

    /// What a nested stack changes stands below its name, further in.
    private var blocks: [String] {
        let own = template.text { constructs.shownPath(of: $0) }
        return [own].filter { !$0.isEmpty }
            + children.filter { !$0.value.blocks.isEmpty }.map { id, child in
                let path = constructs.shownPath(of: id).map { "\($0) (\(id))" } ?? id
                return "Nested stack \(path)\n" + child.blocks.joined(separator: "\n\n").indented
            }
    }
}

extension String {
    fileprivate var indented: String {
        split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "  \($0)" }
            .joined(separator: "\n")
    }
}
