public import PipelineAPI

extension Engine {
    public func createCustomActionType(
        _ input: CreateCustomActionType.Input
    ) throws -> CreateCustomActionType.Output {
        let listing = ActionTypeListing(
            id: ActionTypeID(
                category: input.category, owner: .custom, provider: input.provider, version: input.version),
            settings: input.settings, actionConfigurationProperties: input.configurationProperties,
            inputArtifactDetails: input.inputArtifactDetails, outputArtifactDetails: input.outputArtifactDetails)
        if try store.actionType(listing.id) != nil {
            throw APIError.validation("The action type '\(listing.id.path)' already exists; choose another version")
        }
        if try store.actionTypes().count >= Self.customActionTypesLimit {
            throw APIError(
                code: "LimitExceededException",
                message: "There can be up to \(Self.customActionTypesLimit) custom action types")
        }
        try Tag.check(input.tags ?? [])
        try store.save(CustomActionType(listing))
        try store.add(input.tags ?? [], to: arn(of: listing.id))
        return CreateCustomActionType.Output(actionType: listing, tags: input.tags)
    }

    public func deleteCustomActionType(_ input: DeleteCustomActionType.Input) throws -> Empty {
        let id = ActionTypeID(
            category: input.category, owner: .custom, provider: input.provider, version: input.version)
        try store.deleteActionType(id)
        try store.removeAllTags(from: arn(of: id))
        return Empty()
    }

    public func listActionTypes(_ input: ListActionTypes.Input) throws -> ListActionTypes.Output {
        // All types are one page, so no token was ever given out.
        if let token = input.nextToken { _ = try PageToken(ListActionTypes.self).name(token) }
        let all = ActionType.catalog.map(ActionTypeListing.init) + (try store.actionTypes().map(\.listing))
        let owner = input.actionOwnerFilter
        let isHere = input.regionFilter.map { $0 == settings.region } ?? true
        return ListActionTypes.Output(
            actionTypes: isHere ? all.filter { owner == nil || $0.id.owner == owner } : [])
    }

    public nonisolated func listRuleTypes(_ input: ListRuleTypes.Input) -> ListRuleTypes.Output {
        let isHere = input.regionFilter.map { $0 == settings.region } ?? true
        return ListRuleTypes.Output(ruleTypes: isHere ? RuleTypeListing.catalog : [])
    }

    public func getActionType(_ input: GetActionType.Input) throws -> GetActionType.Output {
        guard let owner = ActionOwner(rawValue: input.owner) else {
            throw APIError.actionTypeNotFound("\(input.owner)/\(input.category.rawValue)/\(input.provider)")
        }
        let id = ActionTypeID(
            category: input.category, owner: owner, provider: input.provider, version: input.version)
        if let type = try store.actionType(id) { return GetActionType.Output(actionType: type.declaration) }
        guard owner != .custom, let type = ActionType.find(id) else { throw APIError.actionTypeNotFound(id) }
        return GetActionType.Output(actionType: ActionTypeDeclaration(ActionTypeListing(type)))
    }

    public func updateActionType(_ input: UpdateActionType.Input) throws -> Empty {
        guard var type = try store.actionType(input.actionType.id) else {
            throw APIError.actionTypeNotFound(input.actionType.id)
        }
        if input.actionType.executor.type == .lambda {
            throw APIError(
                code: "RequestFailedException",
                message: "The embedded engine calls no Lambda functions; use the executor type JobWorker")
        }
        type.update(input.actionType)
        try store.save(type)
        return Empty()
    }

    nonisolated func arn(of type: ActionTypeID) -> String {
        "arn:aws:codepipeline:\(settings.region):\(settings.accountId):actiontype:\(type.path)"
    }

    /// "Quotas in AWS CodePipeline".
    private static let customActionTypesLimit = 50
}

extension APIError {
    static func actionTypeNotFound(_ type: ActionTypeID) -> APIError { actionTypeNotFound(type.path) }

    static func actionTypeNotFound(_ path: String) -> APIError {
        APIError(code: "ActionTypeNotFoundException", message: "There is no action type '\(path)'")
    }
}
