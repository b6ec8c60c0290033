public import Foundation

/// What follows from a request to a webhook.
public enum WebhookDecision: Sendable, Hashable {
    /// Start the pipeline.
    case start(PipelineName)
    /// The request is genuine and means another branch, event or the like.
    case ignore
    /// The sender has not proved itself.
    case refuse
}

extension WebhookDefinition {
    /// What a request to the webhook is to do. Nothing but the arguments counts.
    ///
    /// - Parameters:
    ///   - headers: names in any case.
    ///   - sender: the sender's IPv4 address; needed where the webhook is for a range of addresses.
    ///   - configuration: the target action's; it fills placeholders such as `{Branch}`.
    ///   - hmac: makes the SHA-256 code of a message under a key.
    public func decision(
        headers: [String: String], body: Data, sender: String?, configuration: [String: String],
        hmac: (_ key: Data, _ message: Data) -> Data
    ) throws(APIError) -> WebhookDecision {
        guard isGenuine(headers, body, sender, hmac) else { return .refuse }
        guard let document = try? JSONDecoder().decode(JSONValue.self, from: body) else { return .ignore }
        for filter in filters where try !filter.matches(document, configuration) { return .ignore }
        return .start(targetPipeline)
    }

    /// Throws `InvalidWebhookFilterPatternException`.
    public func checkFilters() throws(APIError) {
        for filter in filters { _ = try JSONPath(filter.jsonPath) }
    }

    /// Throws `InvalidWebhookAuthenticationParametersException`.
    public func checkAuthentication() throws(APIError) {
        let isComplete =
            switch authentication {
            case .githubHMAC:
                authenticationConfiguration.secretToken != nil && authenticationConfiguration.allowedIPRange == nil
            case .ip:
                authenticationConfiguration.allowedIPRange.flatMap(AddressRange.init) != nil
                    && authenticationConfiguration.secretToken == nil
            case .unauthenticated:
                authenticationConfiguration.secretToken == nil && authenticationConfiguration.allowedIPRange == nil
            }
        if isComplete { return }
        let needs =
            switch authentication {
            case .githubHMAC: "SecretToken and nothing else"
            case .ip: "AllowedIPRange (CIDR) and nothing else"
            case .unauthenticated: "neither SecretToken nor AllowedIPRange"
            }
        throw APIError(
            code: "InvalidWebhookAuthenticationParametersException",
            message: "The authentication \(authentication.rawValue) takes \(needs)")
    }

    private func isGenuine(
        _ headers: [String: String], _ body: Data, _ sender: String?, _ hmac: (Data, Data) -> Data
    ) -> Bool {
        switch authentication {
        case .unauthenticated: return true
        case .ip:
            guard let range = authenticationConfiguration.allowedIPRange.flatMap(AddressRange.init) else {
                return false
            }
            return sender.map(range.contains) ?? false
        case .githubHMAC:
            guard let secret = authenticationConfiguration.secretToken,
                let given = headers.first(where: { $0.key.lowercased() == "x-hub-signature-256" })?.value
            else { return false }
            let code = hmac(Data(secret.utf8), body).map { String(format: "%02x", $0) }.joined()
            return Self.areEqual("sha256=" + code, given.lowercased())
        }
    }

    /// Takes as long for a nearly right signature as for a wrong one.
    private static func areEqual(_ left: String, _ right: String) -> Bool {
        guard left.utf8.count == right.utf8.count else { return false }
        return zip(left.utf8, right.utf8).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

extension WebhookFilterRule {
    func matches(_ document: JSONValue, _ configuration: [String: String]) throws(APIError) -> Bool {
        let values = try JSONPath(jsonPath).values(in: document)
        guard let matchEquals else { return !values.isEmpty }
        let wanted = configuration.reduce(matchEquals) { $0.replacing("{\($1.key)}", with: $1.value) }
        return values.contains { $0.text == wanted }
    }
}
