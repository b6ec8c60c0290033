public import Foundation

/// When a request from outside starts a pipeline.
public struct WebhookDefinition: Codable, Sendable, Hashable {
    public var name: String
    public var targetPipeline: PipelineName
    /// The source action whose configuration fills the filters' placeholders.
    public var targetAction: ActionName
    /// 1 to 5; all must match.
    public var filters: [WebhookFilterRule]
    public var authentication: WebhookAuthenticationType
    public var authenticationConfiguration: WebhookAuthConfiguration

    public init(
        name: String, targetPipeline: PipelineName, targetAction: ActionName, filters: [WebhookFilterRule],
        authentication: WebhookAuthenticationType, authenticationConfiguration: WebhookAuthConfiguration
    ) {
        self.name = name
        self.targetPipeline = targetPipeline
        self.targetAction = targetAction
        self.filters = filters
        self.authentication = authentication
        self.authenticationConfiguration = authenticationConfiguration
    }
}

/// What a request's body must say.
public struct WebhookFilterRule: Codable, Sendable, Hashable {
    public var jsonPath: String
    /// The value at the path; `{Branch}` stands for the target action's configuration. Absent: anything.
    public var matchEquals: String?

    public init(jsonPath: String, matchEquals: String? = nil) {
        self.jsonPath = jsonPath
        self.matchEquals = matchEquals
    }
}

/// How a sender proves itself.
public struct WebhookAuthConfiguration: Codable, Sendable, Hashable {
    /// CIDR, for `IP`.
    public var allowedIPRange: String?
    /// For `GITHUB_HMAC`.
    public var secretToken: String?

    public init(allowedIPRange: String? = nil, secretToken: String? = nil) {
        self.allowedIPRange = allowedIPRange
        self.secretToken = secretToken
    }

    enum CodingKeys: String, CodingKey {
        case allowedIPRange = "AllowedIPRange"
        case secretToken = "SecretToken"
    }
}

/// A webhook as answers show it.
public struct ListWebhookItem: Codable, Sendable, Hashable {
    public var definition: WebhookDefinition
    public var url: String
    public var errorMessage: String?
    public var errorCode: String?
    public var lastTriggered: Date?
    public var arn: String?
    public var tags: [Tag]?

    public init(
        definition: WebhookDefinition, url: String, errorMessage: String? = nil, errorCode: String? = nil,
        lastTriggered: Date? = nil, arn: String? = nil, tags: [Tag]? = nil
    ) {
        self.definition = definition
        self.url = url
        self.errorMessage = errorMessage
        self.errorCode = errorCode
        self.lastTriggered = lastTriggered
        self.arn = arn
        self.tags = tags
    }
}

/// How a sender proves itself.
public enum WebhookAuthenticationType: String, Choice {
    case githubHMAC = "GITHUB_HMAC"
    case ip = "IP"
    case unauthenticated = "UNAUTHENTICATED"
}
