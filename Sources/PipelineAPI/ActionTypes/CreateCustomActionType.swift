/// Declares an action type whose actions job workers carry out.
///
/// Errors: `LimitExceededException`, `TooManyTagsException`, `InvalidTagsException`.
public enum CreateCustomActionType: Operation {
    public static let target = Service.codePipeline.target("CreateCustomActionType")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var category: ActionCategory
        public var provider: String
        public var version: String
        public var settings: ActionTypeSettings?
        /// 0 to 10.
        public var configurationProperties: [ActionConfigurationProperty]?
        public var inputArtifactDetails: ArtifactDetails
        public var outputArtifactDetails: ArtifactDetails
        public var tags: [Tag]?

        public init(
            category: ActionCategory, provider: String, version: String, settings: ActionTypeSettings? = nil,
            configurationProperties: [ActionConfigurationProperty]? = nil, inputArtifactDetails: ArtifactDetails,
            outputArtifactDetails: ArtifactDetails, tags: [Tag]? = nil
        ) {
            self.category = category
            self.provider = provider
            self.version = version
            self.settings = settings
            self.configurationProperties = configurationProperties
            self.inputArtifactDetails = inputArtifactDetails
            self.outputArtifactDetails = outputArtifactDetails
            self.tags = tags
        }
    }

    /// What the service answers.
    public struct Output: Codable, Sendable, Hashable {
        public var actionType: ActionTypeListing
        public var tags: [Tag]?

        public init(actionType: ActionTypeListing, tags: [Tag]? = nil) {
            self.actionType = actionType
            self.tags = tags
        }
    }
}
