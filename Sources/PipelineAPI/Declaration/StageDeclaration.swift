/// A stage: actions that run in the order of their run orders, and gates around them.
public struct StageDeclaration: Codable, Sendable, Hashable {
    public var name: StageName
    public var blockers: [BlockerDeclaration]?
    public var actions: [ActionDeclaration]
    public var onFailure: FailureConditions?
    public var onSuccess: SuccessConditions?
    public var beforeEntry: BeforeEntryConditions?

    public init(
        name: StageName, blockers: [BlockerDeclaration]? = nil, actions: [ActionDeclaration],
        onFailure: FailureConditions? = nil, onSuccess: SuccessConditions? = nil,
        beforeEntry: BeforeEntryConditions? = nil
    ) {
        self.name = name
        self.blockers = blockers
        self.actions = actions
        self.onFailure = onFailure
        self.onSuccess = onSuccess
        self.beforeEntry = beforeEntry
    }
}

/// Reserved by the service; a valid stage has none.
public struct BlockerDeclaration: Codable, Sendable, Hashable {
    public var name: String
    public var type: String

    public init(name: String, type: String) {
        self.name = name
        self.type = type
    }
}

/// What happens when a stage fails.
public struct FailureConditions: Codable, Sendable, Hashable {
    public var result: String?
    public var retryConfiguration: RetryConfiguration?
    public var conditions: [Condition]?

    public init(
        result: String? = nil, retryConfiguration: RetryConfiguration? = nil, conditions: [Condition]? = nil
    ) {
        self.result = result
        self.retryConfiguration = retryConfiguration
        self.conditions = conditions
    }
}

/// How an automatic retry runs.
public struct RetryConfiguration: Codable, Sendable, Hashable {
    public var retryMode: StageRetryMode?

    public init(retryMode: StageRetryMode? = nil) {
        self.retryMode = retryMode
    }
}

/// What must hold before a stage counts as succeeded.
public struct SuccessConditions: Codable, Sendable, Hashable {
    public var conditions: [Condition]

    public init(conditions: [Condition]) {
        self.conditions = conditions
    }
}

/// What must hold before an execution enters a stage.
public struct BeforeEntryConditions: Codable, Sendable, Hashable {
    public var conditions: [Condition]

    public init(conditions: [Condition]) {
        self.conditions = conditions
    }
}

/// Rules, and what follows when they do not hold.
public struct Condition: Codable, Sendable, Hashable {
    public var result: String?
    public var rules: [RuleDeclaration]?

    public init(result: String? = nil, rules: [RuleDeclaration]? = nil) {
        self.result = result
        self.rules = rules
    }
}

/// One check of a condition.
public struct RuleDeclaration: Codable, Sendable, Hashable {
    public var name: String
    public var ruleTypeId: RuleTypeID
    public var configuration: [String: String]?
    public var commands: [String]?
    public var inputArtifacts: [InputArtifact]?
    public var roleArn: String?
    public var region: String?
    public var timeoutInMinutes: Int?

    public init(
        name: String, ruleTypeId: RuleTypeID, configuration: [String: String]? = nil, commands: [String]? = nil,
        inputArtifacts: [InputArtifact]? = nil, roleArn: String? = nil, region: String? = nil,
        timeoutInMinutes: Int? = nil
    ) {
        self.name = name
        self.ruleTypeId = ruleTypeId
        self.configuration = configuration
        self.commands = commands
        self.inputArtifacts = inputArtifacts
        self.roleArn = roleArn
        self.region = region
        self.timeoutInMinutes = timeoutInMinutes
    }
}

/// Which rule a declaration means.
public struct RuleTypeID: Codable, Sendable, Hashable {
    public var category: String
    public var owner: String?
    public var provider: String
    public var version: String?

    public init(category: String, owner: String? = nil, provider: String, version: String? = nil) {
        self.category = category
        self.owner = owner
        self.provider = provider
        self.version = version
    }
}

/// Which actions a retry of a stage runs again.
public enum StageRetryMode: String, Choice {
    case failedActions = "FAILED_ACTIONS"
    case allActions = "ALL_ACTIONS"
}
