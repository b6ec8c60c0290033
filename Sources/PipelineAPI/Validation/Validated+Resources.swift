extension ShapeCheck {
    mutating func tags(_ tags: [Tag]?) {
        for (index, tag) in (tags ?? []).enumerated() {
            let path = DeclarationPath().member("tags").element(index)
            text(tag.key, TextConstraint(length: 1...128), at: path.member("key"))
            text(tag.value, TextConstraint(length: 0...256), at: path.member("value"))
        }
    }

    mutating func actionType(provider: String, version: String, in path: DeclarationPath = DeclarationPath()) {
        text(provider, .provider, at: path.member("provider"))
        text(version, .version, at: path.member("version"))
    }

    mutating func artifacts(_ details: ArtifactDetails, _ member: String) {
        number(details.minimumCount, 0...5, at: DeclarationPath().member(member).member("minimumCount"))
        number(details.maximumCount, 0...5, at: DeclarationPath().member(member).member("maximumCount"))
    }
}

extension ListTagsForResource.Input: Validated {
    public func validate() throws(APIError) { try check { $0.page(maxResults, 1...100, nextToken) } }
}

extension TagResource.Input: Validated {
    public func validate() throws(APIError) { try check { $0.tags(tags) } }
}

extension UntagResource.Input: Validated {
    public func validate() throws(APIError) {
        try check {
            $0.texts(tagKeys, 0...Int.max, TextConstraint(length: 1...128), at: DeclarationPath().member("tagKeys"))
        }
    }
}

extension CreateCustomActionType.Input: Validated {
    public func validate() throws(APIError) {
        try check { check in
            check.actionType(provider: provider, version: version)
            check.artifacts(inputArtifactDetails, "inputArtifactDetails")
            check.artifacts(outputArtifactDetails, "outputArtifactDetails")
            check.tags(tags)
            let path = DeclarationPath().member("configurationProperties")
            check.count(configurationProperties?.count, 0...10, at: path)
            for (index, property) in (configurationProperties ?? []).enumerated() {
                check.text(property.name, .configurationKey, at: path.element(index).member("name"))
                check.choice(
                    property.type, ["String", "Number", "Boolean"], at: path.element(index).member("type"))
            }
        }
    }
}

extension DeleteCustomActionType.Input: Validated {
    public func validate() throws(APIError) {
        try check { $0.actionType(provider: provider, version: version) }
    }
}

extension GetActionType.Input: Validated {
    public func validate() throws(APIError) {
        try check { $0.actionType(provider: provider, version: version) }
    }
}

extension PutWebhook.Input: Validated {
    public func validate() throws(APIError) {
        try check { check in
            let path = DeclarationPath().member("webhook")
            check.text(webhook.name, .name, at: path.member("name"))
            let (proof, place) = (webhook.authenticationConfiguration, path.member("authenticationConfiguration"))
            check.secret(proof.secretToken, TextConstraint(length: 1...100), at: place.member("SecretToken"))
            check.text(proof.allowedIPRange, TextConstraint(length: 1...100), at: place.member("AllowedIPRange"))
            check.count(webhook.filters.count, 1...5, at: path.member("filters"))
            for (index, filter) in webhook.filters.enumerated() {
                let path = path.member("filters").element(index)
                check.text(filter.jsonPath, TextConstraint(length: 1...150), at: path.member("jsonPath"))
                check.text(filter.matchEquals, TextConstraint(length: 1...150), at: path.member("matchEquals"))
            }
            check.tags(tags)
        }
    }
}

extension ListWebhooks.Input: Validated {
    public func validate() throws(APIError) {
        try check {
            $0.number(maxResults, 1...100, at: DeclarationPath().member("MaxResults"))
            $0.text(nextToken, .nextToken, at: DeclarationPath().member("NextToken"))
        }
    }
}
