import PipelineAPI

/// An action type that a user of the engine made.
struct CustomActionType: Codable, Sendable, Equatable {
    var listing: ActionTypeListing
    var summary: String?
    var executor = ActionTypeExecutor(configuration: ExecutorConfiguration(), type: .jobWorker)
    var permissions: ActionTypePermissions?

    init(_ listing: ActionTypeListing) {
        self.listing = listing
    }
}

extension CustomActionType {
    /// The type as `GetActionType` shows it.
    var declaration: ActionTypeDeclaration {
        var declaration = ActionTypeDeclaration(listing)
        declaration.description = summary
        declaration.executor = executor
        declaration.permissions = permissions
        return declaration
    }

    /// Throws `ValidationException`: a worker of a type with a queryable property must ask by it, and by nothing else
    /// (`PollForJobs`, `queryParam`).
    func check(query: [String: String]) throws(APIError) {
        let wanted = ActionType(listing).queryable.map { [$0] } ?? []
        guard query.keys.sorted() != wanted else { return }
        throw .validation(
            wanted.isEmpty
                ? "The action type '\(listing.id.path)' has no queryable property, so queryParam must be empty"
                : "queryParam must have the queryable property '\(wanted[0])' of '\(listing.id.path)' as its key")
    }

    /// Takes over a declaration. The kinds of values of the configuration, which it cannot say, stay.
    mutating func update(_ declaration: ActionTypeDeclaration) {
        let kinds = Dictionary(
            (listing.actionConfigurationProperties ?? []).map { ($0.name, $0.type) }, uniquingKeysWith: { $1 })
        listing.settings = declaration.urls.map(ActionTypeSettings.init)
        listing.inputArtifactDetails = declaration.inputArtifactDetails
        listing.outputArtifactDetails = declaration.outputArtifactDetails
        listing.actionConfigurationProperties = declaration.properties?.map { property in
            ActionConfigurationProperty(
                name: property.name, required: !property.optional, key: property.key, secret: property.noEcho,
                queryable: property.queryable, description: property.description, type: kinds[property.name] ?? nil)
        }
        summary = declaration.description
        executor = declaration.executor
        permissions = declaration.permissions
    }
}

extension ActionTypeDeclaration {
    /// What a listing says of a type, which job workers carry out.
    init(_ listing: ActionTypeListing) {
        self.init(
            executor: ActionTypeExecutor(configuration: ExecutorConfiguration(), type: .jobWorker), id: listing.id,
            inputArtifactDetails: listing.inputArtifactDetails,
            outputArtifactDetails: listing.outputArtifactDetails,
            properties: (listing.actionConfigurationProperties ?? []).map { property in
                ActionTypeProperty(
                    name: property.name, optional: !property.required, key: property.key, noEcho: property.secret,
                    queryable: property.queryable, description: property.description)
            }, urls: listing.settings.map(ActionTypeURLs.init))
    }
}

extension ActionTypeSettings {
    fileprivate init(_ urls: ActionTypeURLs) {
        self.init(
            thirdPartyConfigurationUrl: urls.configurationUrl, entityUrlTemplate: urls.entityUrlTemplate,
            executionUrlTemplate: urls.executionUrlTemplate, revisionUrlTemplate: urls.revisionUrlTemplate)
    }
}

extension ActionTypeURLs {
    fileprivate init(_ settings: ActionTypeSettings) {
        self.init(
            configurationUrl: settings.thirdPartyConfigurationUrl, entityUrlTemplate: settings.entityUrlTemplate,
            executionUrlTemplate: settings.executionUrlTemplate, revisionUrlTemplate: settings.revisionUrlTemplate)
    }
}
