public import Foundation

/// A run of a rule with what went in and came out, as `ListRuleExecutions` shows it.
public struct RuleExecutionDetail: Codable, Sendable, Hashable {
    public var pipelineExecutionId: ExecutionID?
    public var ruleExecutionId: ActionExecutionID?
    public var pipelineVersion: Int?
    public var stageName: StageName?
    public var ruleName: String?
    public var startTime: Date?
    public var lastUpdateTime: Date?
    public var updatedBy: String?
    public var status: ActionExecutionStatus?
    public var input: RuleExecutionInput?
    public var output: RuleExecutionOutput?

    public init(
        pipelineExecutionId: ExecutionID? = nil, ruleExecutionId: ActionExecutionID? = nil,
        pipelineVersion: Int? = nil, stageName: StageName? = nil, ruleName: String? = nil, startTime: Date? = nil,
        lastUpdateTime: Date? = nil, updatedBy: String? = nil, status: ActionExecutionStatus? = nil,
        input: RuleExecutionInput? = nil, output: RuleExecutionOutput? = nil
    ) {
        self.pipelineExecutionId = pipelineExecutionId
        self.ruleExecutionId = ruleExecutionId
        self.pipelineVersion = pipelineVersion
        self.stageName = stageName
        self.ruleName = ruleName
        self.startTime = startTime
        self.lastUpdateTime = lastUpdateTime
        self.updatedBy = updatedBy
        self.status = status
        self.input = input
        self.output = output
    }
}

/// What a rule was run with.
public struct RuleExecutionInput: Codable, Sendable, Hashable {
    public var ruleTypeId: RuleTypeID?
    public var configuration: [String: String]?
    public var resolvedConfiguration: [String: String]?
    public var roleArn: String?
    public var region: String?
    public var inputArtifacts: [ArtifactDetail]?

    public init(
        ruleTypeId: RuleTypeID? = nil, configuration: [String: String]? = nil,
        resolvedConfiguration: [String: String]? = nil, roleArn: String? = nil, region: String? = nil,
        inputArtifacts: [ArtifactDetail]? = nil
    ) {
        self.ruleTypeId = ruleTypeId
        self.configuration = configuration
        self.resolvedConfiguration = resolvedConfiguration
        self.roleArn = roleArn
        self.region = region
        self.inputArtifacts = inputArtifacts
    }
}

/// What a rule came to.
public struct RuleExecutionOutput: Codable, Sendable, Hashable {
    public var executionResult: RuleExecutionResult?

    public init(executionResult: RuleExecutionResult? = nil) {
        self.executionResult = executionResult
    }
}

/// The provider's word on a rule's run.
public struct RuleExecutionResult: Codable, Sendable, Hashable {
    public var externalExecutionId: String?
    public var externalExecutionSummary: String?
    public var externalExecutionUrl: String?
    public var errorDetails: ErrorDetails?

    public init(
        externalExecutionId: String? = nil, externalExecutionSummary: String? = nil,
        externalExecutionUrl: String? = nil, errorDetails: ErrorDetails? = nil
    ) {
        self.externalExecutionId = externalExecutionId
        self.externalExecutionSummary = externalExecutionSummary
        self.externalExecutionUrl = externalExecutionUrl
        self.errorDetails = errorDetails
    }
}
