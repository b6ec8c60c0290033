/// An action type as CodePipeline lists it (`ActionType` in its API).
public struct ActionTypeListing: Codable, Sendable, Hashable {
    public var id: ActionTypeID
    public var settings: ActionTypeSettings?
    public var actionConfigurationProperties: [ActionConfigurationProperty]?
    public var inputArtifactDetails: ArtifactDetails
    public var outputArtifactDetails: ArtifactDetails

    public init(
        id: ActionTypeID, settings: ActionTypeSettings? = nil,
        actionConfigurationProperties: [ActionConfigurationProperty]? = nil, inputArtifactDetails: ArtifactDetails,
        outputArtifactDetails: ArtifactDetails
    ) {
        self.id = id
        self.settings = settings
        self.actionConfigurationProperties = actionConfigurationProperties
        self.inputArtifactDetails = inputArtifactDetails
        self.outputArtifactDetails = outputArtifactDetails
    }
}

/// How many artifacts an action takes or gives.
public struct ArtifactDetails: Codable, Sendable, Hashable {
    /// 0 to 5.
    public var minimumCount: Int
    /// 0 to 5.
    public var maximumCount: Int

    public init(minimumCount: Int, maximumCount: Int) {
        self.minimumCount = minimumCount
        self.maximumCount = maximumCount
    }
}

/// Where a provider shows its work; `{Config:name}` and `{ExternalExecutionId}` stand for values.
public struct ActionTypeSettings: Codable, Sendable, Hashable {
    public var thirdPartyConfigurationUrl: String?
    public var entityUrlTemplate: String?
    public var executionUrlTemplate: String?
    public var revisionUrlTemplate: String?

    public init(
        thirdPartyConfigurationUrl: String? = nil, entityUrlTemplate: String? = nil,
        executionUrlTemplate: String? = nil, revisionUrlTemplate: String? = nil
    ) {
        self.thirdPartyConfigurationUrl = thirdPartyConfigurationUrl
        self.entityUrlTemplate = entityUrlTemplate
        self.executionUrlTemplate = executionUrlTemplate
        self.revisionUrlTemplate = revisionUrlTemplate
    }
}

/// One key of an action's configuration.
public struct ActionConfigurationProperty: Codable, Sendable, Hashable {
    public var name: String
    public var required: Bool
    public var key: Bool
    /// Whether answers hide the value.
    public var secret: Bool
    /// Whether `PollForJobs` may ask for jobs by its value.
    public var queryable: Bool?
    public var description: String?
    /// `String`, `Number` or `Boolean`.
    public var type: String?

    public init(
        name: String, required: Bool, key: Bool, secret: Bool, queryable: Bool? = nil, description: String? = nil,
        type: String? = nil
    ) {
        self.name = name
        self.required = required
        self.key = key
        self.secret = secret
        self.queryable = queryable
        self.description = description
        self.type = type
    }
}
