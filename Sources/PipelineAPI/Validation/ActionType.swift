/// What is known of an action type: how many artifacts it takes and gives, which configuration it wants.
public struct ActionType: Sendable {
    public var category: ActionCategory
    public var owner: ActionOwner
    public var provider: String
    public var version = "1"
    public var inputs: ClosedRange<Int>
    public var outputs: ClosedRange<Int>
    /// Configuration keys that must be there.
    public var required: [String] = []
    /// Configuration keys that other keys make necessary.
    public var conditions: [Requirement] = []
    /// All keys there are; `nil` where the list at hand may not be complete.
    public var known: Set<String>?
    /// Configuration keys whose values no answer shows.
    public var secrets: Set<String> = []
    /// The configuration key by whose value workers may ask for jobs.
    public var queryable: String?
    public var isV2Only = false
    /// The output variables, where the provider's set is fixed.
    public var outputVariables: Set<String>?
    /// Whether the embedded engine runs it; what it does not run it accepts, for the sake of AWS.
    public var isRunByEngine = false

    /// A key that must be there when another key has a certain value.
    public struct Requirement: Sendable {
        public var key: String
        /// Whether the configuration makes the key necessary.
        public var applies: @Sendable ([String: String]) -> Bool
    }
}

extension ActionType {
    init(
        _ category: ActionCategory, _ provider: String, owner: ActionOwner = .aws, in inputs: ClosedRange<Int>,
        out outputs: ClosedRange<Int>, required: [String] = [], optional: [String]? = nil,
        conditions: [Requirement] = [], secrets: Set<String> = [], isV2Only: Bool = false,
        variables: Set<String>? = nil, isRunByEngine: Bool = false
    ) {
        self.init(category: category, owner: owner, provider: provider, inputs: inputs, outputs: outputs)
        self.required = required
        self.conditions = conditions
        known = optional.map { Set(required + $0) }
        self.secrets = secrets
        self.isV2Only = isV2Only
        outputVariables = variables
        self.isRunByEngine = isRunByEngine
    }

    /// A type that a user made.
    public init(_ listing: ActionTypeListing) {
        let properties = listing.actionConfigurationProperties ?? []
        self.init(
            listing.id.category, listing.id.provider, owner: listing.id.owner,
            in: listing.inputArtifactDetails.range, out: listing.outputArtifactDetails.range,
            required: properties.filter(\.required).map(\.name), optional: properties.map(\.name),
            secrets: Set(properties.filter(\.secret).map(\.name)))
        version = listing.id.version
        queryable = properties.first { $0.queryable ?? false }?.name
    }

    /// The type that a declaration means; `nil` if there is none such.
    ///
    /// What is known without an engine: a custom type may be anything that is not the name of one of AWS's, and have as
    /// many artifacts as any (`UpdateActionType`).
    public static func find(_ id: ActionTypeID) -> ActionType? {
        let named = byName[Name(category: id.category, provider: id.provider)] ?? []
        if id.owner == .custom, named.isEmpty {
            return ActionType(id.category, id.provider, owner: .custom, in: 0...10, out: 0...10)
        }
        return named.first { $0.owner == id.owner && $0.version == id.version }
    }

    private struct Name: Hashable {
        var category: ActionCategory
        var provider: String
    }

    private static let byName = Dictionary(grouping: catalog) { Name(category: $0.category, provider: $0.provider) }
}

extension ArtifactDetails {
    fileprivate var range: ClosedRange<Int> { minimumCount...max(minimumCount, maximumCount) }
}
