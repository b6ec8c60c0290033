extension PutWebhook.Input: Validated {
    public func constrain(_ check: inout ShapeCheck) {
        let path = DeclarationPath().member("webhook")
        check.text(webhook.name, .name, at: path.member("name"))
        check.text(webhook.targetPipeline.rawValue, .name, at: path.member("targetPipeline"))
        check.text(webhook.targetAction.rawValue, .name, at: path.member("targetAction"))
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

extension ListWebhooks.Input: Validated {
    public func constrain(_ check: inout ShapeCheck) {
        check.number(maxResults, 1...100, at: DeclarationPath().member("MaxResults"))
        check.text(nextToken, .nextToken, at: DeclarationPath().member("NextToken"))
    }
}

extension DeleteWebhook.Input: Validated {
    public func constrain(_ check: inout ShapeCheck) { check.webhook(name, "name") }
}

extension RegisterWebhookWithThirdParty.Input: Validated {
    public func constrain(_ check: inout ShapeCheck) { check.webhook(webhookName, "webhookName") }
}

extension DeregisterWebhookWithThirdParty.Input: Validated {
    public func constrain(_ check: inout ShapeCheck) { check.webhook(webhookName, "webhookName") }
}

extension ShapeCheck {
    fileprivate mutating func webhook(_ name: String?, _ member: String) {
        text(name, .name, at: DeclarationPath().member(member))
    }
}
