/// An action type as `GetActionType` shows it and `UpdateActionType` takes it.
public struct ActionTypeDeclaration: Codable, Sendable, Hashable {
    public var description: String?
    public var executor: ActionTypeExecutor
    public var id: ActionTypeID
    public var inputArtifactDetails: ArtifactDetails
    public var outputArtifactDetails: ArtifactDetails
    public var permissions: ActionTypePermissions?
    public var properties: [ActionTypeProperty]?
    public var urls: ActionTypeURLs?

    public init(
        description: String? = nil, executor: ActionTypeExecutor, id: ActionTypeID,
        inputArtifactDetails: ArtifactDetails, outputArtifactDetails: ArtifactDetails,
        permissions: ActionTypePermissions? = nil, properties: [ActionTypeProperty]? = nil, urls: ActionTypeURLs? = nil
    ) {
        self.description = description
        self.executor = executor
        self.id = id
        self.inputArtifactDetails = inputArtifactDetails
        self.outputArtifactDetails = outputArtifactDetails
        self.permissions = permissions
        self.properties = properties
        self.urls = urls
    }
}

/// Who may use an action type.
public struct ActionTypePermissions: Codable, Sendable, Hashable {
    public var allowedAccounts: [String]

    public init(allowedAccounts: [String]) {
        self.allowedAccounts = allowedAccounts
    }
}

/// One key of the configuration, in the words of a declaration.
public struct ActionTypeProperty: Codable, Sendable, Hashable {
    public var name: String
    public var optional: Bool
    public var key: Bool
    /// Whether answers hide the value.
    public var noEcho: Bool
    public var queryable: Bool?
    public var description: String?

    public init(
        name: String, optional: Bool, key: Bool, noEcho: Bool, queryable: Bool? = nil, description: String? = nil
    ) {
        self.name = name
        self.optional = optional
        self.key = key
        self.noEcho = noEcho
        self.queryable = queryable
        self.description = description
    }
}

/// Where a provider shows its work.
public struct ActionTypeURLs: Codable, Sendable, Hashable {
    public var configurationUrl: String?
    public var entityUrlTemplate: String?
    public var executionUrlTemplate: String?
    public var revisionUrlTemplate: String?

    public init(
        configurationUrl: String? = nil, entityUrlTemplate: String? = nil, executionUrlTemplate: String? = nil,
        revisionUrlTemplate: String? = nil
    ) {
        self.configurationUrl = configurationUrl
        self.entityUrlTemplate = entityUrlTemplate
        self.executionUrlTemplate = executionUrlTemplate
        self.revisionUrlTemplate = revisionUrlTemplate
    }
}
