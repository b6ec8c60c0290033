extension ShapeCheck {
    mutating func actionType(provider: String, version: String, in path: DeclarationPath = DeclarationPath()) {
        text(provider, .provider, at: path.member("provider"))
        text(version, .version, at: path.member("version"))
    }

    fileprivate mutating func artifacts(
        _ details: ArtifactDetails, upTo limit: Int, at path: DeclarationPath
    ) {
        number(details.minimumCount, 0...limit, at: path.member("minimumCount"))
        number(details.maximumCount, 0...limit, at: path.member("maximumCount"))
        if details.minimumCount > details.maximumCount {
            report(
                "Member must have value less than or equal to maximumCount", value: String(details.minimumCount),
                at: path.member("minimumCount"))
        }
    }

    /// What a configuration may ask for ("Create a custom action"): no name twice, and workers may query by one
    /// property, which must be there and be no secret.
    fileprivate mutating func properties(_ properties: [ActionConfigurationProperty], at path: DeclarationPath) {
        count(properties.count, 0...10, at: path)
        for (index, property) in properties.enumerated() {
            let path = path.element(index)
            text(property.name, .configurationKey, at: path.member("name"))
            if properties[..<index].contains(where: { $0.name == property.name }) {
                report("Member must be unique", value: property.name, at: path.member("name"))
            }
            guard property.queryable ?? false else { continue }
            if properties[..<index].contains(where: { $0.queryable ?? false }) {
                report("Only one property can be queryable", value: "true", at: path.member("queryable"))
            }
            if !property.required || property.secret {
                report("A queryable property must be required and not secret", value: "true", at: path)
            }
        }
    }

    fileprivate mutating func links(_ links: [(member: String, value: String?)], at path: DeclarationPath) {
        for link in links { text(link.value, TextConstraint(length: 1...2048), at: path.member(link.member)) }
    }
}

extension CreateCustomActionType.Input: Validated {
    public func constrain(_ check: inout ShapeCheck) {
        let root = DeclarationPath()
        check.actionType(provider: provider, version: version)
        check.artifacts(inputArtifactDetails, upTo: 5, at: root.member("inputArtifactDetails"))
        check.artifacts(outputArtifactDetails, upTo: 5, at: root.member("outputArtifactDetails"))
        check.tags(tags)
        let path = root.member("configurationProperties")
        check.properties(configurationProperties ?? [], at: path)
        for (index, property) in (configurationProperties ?? []).enumerated() {
            let path = path.element(index)
            check.text(property.description, TextConstraint(length: 1...160), at: path.member("description"))
            check.choice(property.type, ["String", "Number", "Boolean"], at: path.member("type"))
        }
        check.links(
            [
                ("thirdPartyConfigurationUrl", settings?.thirdPartyConfigurationUrl),
                ("entityUrlTemplate", settings?.entityUrlTemplate),
                ("executionUrlTemplate", settings?.executionUrlTemplate),
                ("revisionUrlTemplate", settings?.revisionUrlTemplate),
            ], at: root.member("settings"))
    }
}

extension UpdateActionType.Input: Validated {
    public func constrain(_ check: inout ShapeCheck) {
        let path = DeclarationPath().member("actionType")
        check.actionType(
            provider: actionType.id.provider, version: actionType.id.version, in: path.member("id"))
        check.text(actionType.description, TextConstraint(length: 1...1024), at: path.member("description"))
        check.artifacts(actionType.inputArtifactDetails, upTo: 10, at: path.member("inputArtifactDetails"))
        check.artifacts(actionType.outputArtifactDetails, upTo: 10, at: path.member("outputArtifactDetails"))
        check.number(actionType.executor.jobTimeout, 60...43_200, at: path.member("executor").member("jobTimeout"))
        check.text(
            actionType.executor.policyStatementsTemplate, TextConstraint(length: 1...2048),
            at: path.member("executor").member("policyStatementsTemplate"))
        check.count(
            actionType.permissions?.allowedAccounts.count, 1...1000,
            at: path.member("permissions").member("allowedAccounts"))
        check.properties(
            (actionType.properties ?? []).map(ActionConfigurationProperty.init), at: path.member("properties"))
        for (index, property) in (actionType.properties ?? []).enumerated() {
            check.text(
                property.description, TextConstraint(length: 1...250),
                at: path.member("properties").element(index).member("description"))
        }
        check.links(
            [
                ("configurationUrl", actionType.urls?.configurationUrl),
                ("entityUrlTemplate", actionType.urls?.entityUrlTemplate),
                ("executionUrlTemplate", actionType.urls?.executionUrlTemplate),
                ("revisionUrlTemplate", actionType.urls?.revisionUrlTemplate),
            ], at: path.member("urls"))
    }
}

extension ActionConfigurationProperty {
    /// The same property in the words of a listing.
    public init(_ property: ActionTypeProperty) {
        self.init(
            name: property.name, required: !property.optional, key: property.key, secret: property.noEcho,
            queryable: property.queryable, description: property.description)
    }
}

extension DeleteCustomActionType.Input: Validated {
    public func constrain(_ check: inout ShapeCheck) {
        check.actionType(provider: provider, version: version)
    }
}

extension GetActionType.Input: Validated {
    public func constrain(_ check: inout ShapeCheck) {
        check.text(
            owner, TextConstraint(length: 1...Int.max, pattern: .words("AWS", "ThirdParty", "Custom")),
            at: DeclarationPath().member("owner"))
        check.actionType(provider: provider, version: version)
    }
}

extension ListActionTypes.Input: Validated {
    public func constrain(_ check: inout ShapeCheck) {
        check.page(nil, 1...1, nextToken)
        check.text(regionFilter, .region, at: DeclarationPath().member("regionFilter"))
    }
}

extension ListRuleTypes.Input: Validated {
    public func constrain(_ check: inout ShapeCheck) {
        check.choice(ruleOwnerFilter, ["AWS"], at: DeclarationPath().member("ruleOwnerFilter"))
        check.text(regionFilter, .region, at: DeclarationPath().member("regionFilter"))
    }
}
