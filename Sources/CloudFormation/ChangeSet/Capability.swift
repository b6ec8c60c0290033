/// What a person has to acknowledge before CloudFormation makes certain things.
public enum Capability: String, Sendable, Hashable, CaseIterable {
    case iam = "CAPABILITY_IAM"
    /// Includes `iam`.
    case namedIAM = "CAPABILITY_NAMED_IAM"
    case autoExpand = "CAPABILITY_AUTO_EXPAND"
}

/// A capability that a template needs, and why.
public struct RequiredCapability: Sendable, Hashable {
    public var capability: Capability
    /// The logical ids of resources, or the names of macros, in the order of the template.
    public var reasons: [String]
}

extension Template {
    /// The capabilities that creating the stack needs; those of nested stacks' templates come on top.
    ///
    /// CloudFormation user guide, "Acknowledging IAM resources in CloudFormation templates": it looks at what is
    /// written, whether conditions hold or not.
    public var requiredCapabilities: [RequiredCapability] {
        let identities = expandedResources.filter { IdentityResource.nameProperties[$0.type] != nil }
        let named = identities.filter { resource in
            IdentityResource.nameProperties[resource.type].map { resource.value["Properties"]?[$0] != nil } ?? false
        }
        let identity =
            named.isEmpty
            ? RequiredCapability(capability: .iam, reasons: identities.map(\.key))
            : RequiredCapability(capability: .namedIAM, reasons: named.map(\.key))
        let expansion = RequiredCapability(capability: .autoExpand, reasons: macros)
        return [identity, expansion].filter { !$0.reasons.isEmpty }
    }

    /// The macros that the template calls, those that CloudFormation hosts included.
    private var macros: [String] {
        let transform = root["Transform"]
        let declared = transform?.elements?.compactMap(\.text) ?? [transform?.text].compactMap(\.self)
        var called: [String] = []
        root.visit { node in
            guard let function = node.function, function.key == "Fn::Transform" else { return }
            called.append(function.value["Name"]?.text ?? function.key)
        }
        return (declared + called).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}

/// The resources of IAM that need acknowledging.
private enum IdentityResource {
    /// By type, the property that gives a name of one's own; empty where there is none.
    static let nameProperties = [
        "AWS::IAM::AccessKey": "", "AWS::IAM::Group": "GroupName", "AWS::IAM::GroupPolicy": "",
        "AWS::IAM::InstanceProfile": "InstanceProfileName", "AWS::IAM::ManagedPolicy": "ManagedPolicyName",
        "AWS::IAM::Policy": "", "AWS::IAM::Role": "RoleName", "AWS::IAM::RolePolicy": "",
        "AWS::IAM::User": "UserName", "AWS::IAM::UserPolicy": "", "AWS::IAM::UserToGroupAddition": "",
    ]
}

extension TemplateNode.Member {
    /// The type of a resource.
    var type: String { value["Type"]?.text ?? "" }
}

extension TemplateNode {
    /// Every node in it, itself included.
    fileprivate func visit(_ body: (TemplateNode) -> Void) {
        body(self)
        members.forEach { $0.value.visit(body) }
        elements?.forEach { $0.visit(body) }
    }
}
