/// What of a kind a deployment adds and removes. The same thing in another place is neither.
public struct AddedAndRemoved<Element: Hashable & Sendable>: Sendable, Hashable {
    public var added: [Element]
    public var removed: [Element]

    public var isEmpty: Bool { added.isEmpty && removed.isEmpty }

    /// Compares as multisets: one of two equal elements that goes is removed.
    init(from old: [Element], to new: [Element]) {
        added = Self.subtracting(old, from: new)
        removed = Self.subtracting(new, from: old)
    }

    private static func subtracting(_ others: [Element], from elements: [Element]) -> [Element] {
        var counts = Dictionary(others.map { ($0, 1) }, uniquingKeysWith: +)
        return elements.filter { element in
            guard let count = counts[element], count > 0 else { return true }
            counts[element] = count - 1
            return false
        }
    }
}

/// What a deployment changes in who may do what, and in who may reach whom.
///
/// Custom resources, macros and what runs inside of pipelines are not visible in templates.
public struct SecurityDifference: Sendable, Hashable {
    public var statements: AddedAndRemoved<PolicyStatement>
    public var managedPolicies: AddedAndRemoved<ManagedPolicyAttachment>
    public var singleSignOn: AddedAndRemoved<SingleSignOnGrant>
    public var securityGroupRules: AddedAndRemoved<SecurityGroupRule>

    /// Compares what is deployed, `nil` if nothing is, with what would be; `nil` there deletes.
    public init(from old: Template?, to new: Template?) {
        let (old, new) = (SecurityGrants(old), SecurityGrants(new))
        statements = .init(from: old.statements, to: new.statements)
        managedPolicies = .init(from: old.managedPolicies, to: new.managedPolicies)
        singleSignOn = .init(from: old.singleSignOn, to: new.singleSignOn)
        securityGroupRules = .init(from: old.securityGroupRules, to: new.securityGroupRules)
    }

    public var isEmpty: Bool {
        statements.isEmpty && managedPolicies.isEmpty && singleSignOn.isEmpty && securityGroupRules.isEmpty
    }

    /// Whether resources of a type are there to grant something.
    public static func concerns(_ resourceType: String) -> Bool {
        let policies = ScrutinizedProperty.identityPolicyTypes.union(ScrutinizedProperty.resourcePolicyTypes)
        return policies.contains(resourceType) || ScrutinizedProperty.inlinePolicyTypes.contains(resourceType)
            || ScrutinizedProperty.managedPolicyProperties[resourceType] != nil
            || ScrutinizedProperty.singleSignOnTypes.contains(resourceType)
            || resourceType == "AWS::Lambda::Permission" || resourceType.hasPrefix("AWS::EC2::SecurityGroup")
    }

    /// Whether somebody may do or reach something afterwards that was closed before: what
    /// `requireApproval: broadening` asks about.
    public var isBroadening: Bool {
        statements.added.contains(where: \.broadensWhenAdded)
            || statements.removed.contains(where: \.broadensWhenRemoved)
            || !managedPolicies.added.isEmpty || !singleSignOn.added.isEmpty || !securityGroupRules.added.isEmpty
    }
}
