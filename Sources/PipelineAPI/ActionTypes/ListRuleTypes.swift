/// Lists the rules that stage conditions can use.
public enum ListRuleTypes: Operation {
    public static let target = Service.codePipeline.target("ListRuleTypes")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        /// `AWS`.
        public var ruleOwnerFilter: String?
        public var regionFilter: String?

        public init(ruleOwnerFilter: String? = nil, regionFilter: String? = nil) {
            self.ruleOwnerFilter = ruleOwnerFilter
            self.regionFilter = regionFilter
        }
    }

    /// What the service answers.
    public struct Output: Codable, Sendable, Hashable {
        public var ruleTypes: [RuleTypeListing]

        public init(ruleTypes: [RuleTypeListing]) {
            self.ruleTypes = ruleTypes
        }
    }
}

/// A rule type as CodePipeline lists it (`RuleType` in its API).
public struct RuleTypeListing: Codable, Sendable, Hashable {
    public var id: RuleTypeID
    public var ruleConfigurationProperties: [RuleConfigurationProperty]?
    public var inputArtifactDetails: ArtifactDetails

    public init(
        id: RuleTypeID, ruleConfigurationProperties: [RuleConfigurationProperty]? = nil,
        inputArtifactDetails: ArtifactDetails
    ) {
        self.id = id
        self.ruleConfigurationProperties = ruleConfigurationProperties
        self.inputArtifactDetails = inputArtifactDetails
    }
}

/// One key of a rule's configuration.
public struct RuleConfigurationProperty: Codable, Sendable, Hashable {
    public var name: String
    public var required: Bool
    public var key: Bool
    public var secret: Bool

    public init(name: String, required: Bool, key: Bool, secret: Bool) {
        self.name = name
        self.required = required
        self.key = key
        self.secret = secret
    }
}
