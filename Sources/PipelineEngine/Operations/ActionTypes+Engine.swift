import PipelineAPI

/// What an engine knows of the types of actions.
extension Engine {
    /// The type that a declaration means: one of AWS's, one that a user made, or one that a provider of this engine
    /// carries out; `nil` if there is none such.
    func type(of id: ActionTypeID) -> ActionType? {
        guard id.owner == .custom else { return ActionType.find(id) }
        if let made = try? store.actionType(id) { return ActionType(made.listing) }
        return hasOwnProvider(of: id) ? ActionType.find(id) : nil
    }

    /// Whether actions of a type are in other hands, so that the engine need not be there while they go on: people
    /// decide on approvals, job workers do the work of custom types. Both find the engine again when they speak.
    func isDoneByOthers(_ type: ActionTypeID) -> Bool {
        type.category == .approval || type.owner == .custom && !hasOwnProvider(of: type)
    }

    private func hasOwnProvider(of type: ActionTypeID) -> Bool { providers[ProviderKey(type)] != nil }
}
