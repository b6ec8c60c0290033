/// Everything in a template that grants something.
struct SecurityGrants {
    var statements: [PolicyStatement] = []
    var managedPolicies: [ManagedPolicyAttachment] = []
    var singleSignOn: [SingleSignOnGrant] = []
    var securityGroupRules: [SecurityGroupRule] = []

    /// Nothing, for a stack that is not there.
    init(_ template: Template?) {
        for resource in template?.expandedResources ?? [] {
            let type = resource.value["Type"]?.text ?? ""
            let properties = resource.value["Properties"]?.written ?? .object([:])
            add(Resource(logicalID: resource.key, type: type, properties: properties))
        }
    }

    struct Resource {
        var logicalID: String
        var type: String
        var properties: TemplateValue
    }

    private mutating func add(_ resource: Resource) {
        statements += PolicyStatement.identityStatements(of: resource)
        statements += PolicyStatement.resourceStatements(of: resource)
        managedPolicies += ManagedPolicyAttachment.attachments(of: resource)
        securityGroupRules += SecurityGroupRule.rules(of: resource)
        if ScrutinizedProperty.singleSignOnTypes.contains(resource.type) {
            let content = IntrinsicText.rendering(resource.properties) ?? .object([:])
            singleSignOn.append(
                SingleSignOnGrant(logicalID: resource.logicalID, type: resource.type, content: content.json))
        }
    }
}

/// A managed policy that an identity has.
public struct ManagedPolicyAttachment: Sendable, Hashable {
    public var identity: String
    public var policyARN: String

    static func attachments(of resource: SecurityGrants.Resource) -> [ManagedPolicyAttachment] {
        guard let property = ScrutinizedProperty.managedPolicyProperties[resource.type],
            let policies = resource.properties[property].flatMap({ IntrinsicText.rendering($0) })
        else { return [] }
        return policies.sortedTexts.map { ManagedPolicyAttachment(identity: "${\(resource.logicalID)}", policyARN: $0) }
    }
}

/// A permission of IAM Identity Center.
public struct SingleSignOnGrant: Sendable, Hashable {
    public var logicalID: String
    public var type: String
    /// All its properties, as compact JSON.
    public var content: String
}

extension SecurityGroupRule {
    static func rules(of resource: SecurityGrants.Resource) -> [SecurityGroupRule] {
        let properties = resource.properties
        let group = properties["GroupId"] ?? properties["GroupName"]
        let named = group.flatMap { IntrinsicText.rendering($0)?.text } ?? ""
        switch resource.type {
        case "AWS::EC2::SecurityGroupIngress":
            return [Self(properties, direction: .ingress, group: named)].compactMap(\.self)
        case "AWS::EC2::SecurityGroupEgress":
            return [Self(properties, direction: .egress, group: named)].compactMap(\.self)
        case "AWS::EC2::SecurityGroup":
            let own = "${\(resource.logicalID).GroupId}"
            return rules(properties["SecurityGroupIngress"], .ingress, own)
                + rules(properties["SecurityGroupEgress"], .egress, own)
        default: return []
        }
    }

    private static func rules(_ written: TemplateValue?, _ direction: Direction, _ group: String) -> [Self] {
        guard let written else { return [] }
        return (written.list ?? [written]).compactMap { Self($0, direction: direction, group: group) }
    }
}
