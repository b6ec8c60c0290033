extension PolicyStatement {
    /// What the identities that a resource names, or is, may do.
    static func identityStatements(of resource: SecurityGrants.Resource) -> [PolicyStatement] {
        if ScrutinizedProperty.identityPolicyTypes.contains(resource.type) {
            return identities(of: resource).flatMap { identity in
                statements(
                    of: resource.properties["PolicyDocument"], defaults: .init(principal: "AWS:\(identity)"))
            }
        }
        guard ScrutinizedProperty.inlinePolicyTypes.contains(resource.type),
            let policies = resource.properties["Policies"]
        else { return [] }
        let defaults = Defaults(principal: "AWS:${\(resource.logicalID)}")
        return (policies.list ?? [policies]).flatMap { policy in
            statements(of: policy.isIntrinsic ? policy : policy["PolicyDocument"], defaults: defaults)
        }
    }

    /// A managed policy that names nobody may be attached elsewhere: then it stands for whoever has it.
    private static func identities(of policy: SecurityGrants.Resource) -> [String] {
        let properties = ["Groups", "Users", "Roles", "GroupName", "UserName", "RoleName"]
        let named = properties.compactMap { policy.properties[$0].flatMap { IntrinsicText.rendering($0) } }
            .flatMap(\.sortedTexts)
        return named.isEmpty ? ["${\(policy.logicalID)}"] : named
    }

    /// What others may do with a resource.
    static func resourceStatements(of resource: SecurityGrants.Resource) -> [PolicyStatement] {
        if resource.type == "AWS::Lambda::Permission" { return [permission(resource.properties)].compactMap(\.self) }
        let isPolicy = ScrutinizedProperty.resourcePolicyTypes.contains(resource.type)
        let properties =
            isPolicy
            ? ScrutinizedProperty.documentProperties
            : ScrutinizedProperty.resourcePolicyProperties[resource.type] ?? []
        let defaults = Defaults(resource: isPolicy ? subject(of: resource) : "${\(resource.logicalID).Arn}")
        return properties.flatMap { statements(of: resource.properties[$0], defaults: defaults) }
    }

    /// What a policy is attached to, else the policy.
    private static func subject(of policy: SecurityGrants.Resource) -> String {
        let properties = ["Bucket", "Queues", "Queue", "Topics", "TopicArn", "SecretId", "ResourceArn"]
        let named = properties.lazy.compactMap { policy.properties[$0].flatMap { IntrinsicText.rendering($0) } }
        return named.first?.sortedTexts.first ?? "${\(policy.logicalID)}"
    }

    /// A permission of a function, as the statement that it adds to the function's policy.
    private static func permission(_ properties: TemplateValue) -> PolicyStatement? {
        var statement: [String: TemplateValue] = ["Effect": .string("Allow")]
        statement["Action"] = properties["Action"]
        statement["Resource"] = properties["FunctionName"]
        statement["Principal"] = properties["Principal"].map(principal)
        var condition: [String: TemplateValue] = [:]
        if let source = properties["SourceArn"] { condition["ArnLike"] = .object(["AWS:SourceArn": source]) }
        var equal: [String: TemplateValue] = [:]
        equal["AWS:SourceAccount"] = properties["SourceAccount"]
        equal["lambda:EventSourceToken"] = properties["EventSourceToken"]
        if !equal.isEmpty { condition["StringEquals"] = .object(equal) }
        if !condition.isEmpty { statement["Condition"] = .object(condition) }
        return statements(of: .object(["Statement": .object(statement)]), defaults: Defaults()).first
    }

    private static func principal(_ written: TemplateValue) -> TemplateValue {
        guard let text = written.text else { return .object(["Service": written]) }
        if text == "*" { return written }
        let isAccount = text.count == 12 && text.allSatisfy(\.isNumber)
        return .object(isAccount ? ["AWS": .string("arn:aws:iam::\(text):root")] : ["Service": written])
    }
}
