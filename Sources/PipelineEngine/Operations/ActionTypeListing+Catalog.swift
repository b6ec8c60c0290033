import PipelineAPI

extension ActionTypeListing {
    /// One of the types that AWS offers.
    init(_ type: ActionType) {
        let keys = type.known.map { $0.union(type.required) } ?? Set(type.required)
        self.init(
            id: ActionTypeID(
                category: type.category, owner: type.owner, provider: type.provider, version: type.version),
            settings: ActionTypeSettings(),
            actionConfigurationProperties: keys.sorted().map { key in
                ActionConfigurationProperty(
                    name: key, required: type.required.contains(key), key: false, secret: type.secrets.contains(key))
            },
            inputArtifactDetails: ArtifactDetails(type.inputs), outputArtifactDetails: ArtifactDetails(type.outputs))
    }
}
