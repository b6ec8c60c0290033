public import Foundation

/// One run of an action with all that went in and came out.
public struct ActionExecutionDetail: Codable, Sendable, Hashable {
    public var pipelineExecutionId: ExecutionID?
    public var actionExecutionId: ActionExecutionID?
    public var pipelineVersion: Int?
    public var stageName: StageName?
    public var actionName: ActionName?
    public var startTime: Date?
    public var lastUpdateTime: Date?
    public var updatedBy: String?
    public var status: ActionExecutionStatus?
    public var input: ActionExecutionInput?
    public var output: ActionExecutionOutput?

    public init(
        pipelineExecutionId: ExecutionID? = nil, actionExecutionId: ActionExecutionID? = nil,
        pipelineVersion: Int? = nil, stageName: StageName? = nil, actionName: ActionName? = nil,
        startTime: Date? = nil, lastUpdateTime: Date? = nil, updatedBy: String? = nil,
        status: ActionExecutionStatus? = nil, input: ActionExecutionInput? = nil, output: ActionExecutionOutput? = nil
    ) {
        self.pipelineExecutionId = pipelineExecutionId
        self.actionExecutionId = actionExecutionId
        self.pipelineVersion = pipelineVersion
        self.stageName = stageName
        self.actionName = actionName
        self.startTime = startTime
        self.lastUpdateTime = lastUpdateTime
        self.updatedBy = updatedBy
        self.status = status
        self.input = input
        self.output = output
    }
}

/// What an action was run with.
public struct ActionExecutionInput: Codable, Sendable, Hashable {
    public var actionTypeId: ActionTypeID?
    /// As declared, references in place.
    public var configuration: [String: String]?
    /// As used, references resolved.
    public var resolvedConfiguration: [String: String]?
    public var roleArn: String?
    public var region: String?
    public var inputArtifacts: [ArtifactDetail]?
    public var namespace: String?

    public init(
        actionTypeId: ActionTypeID? = nil, configuration: [String: String]? = nil,
        resolvedConfiguration: [String: String]? = nil, roleArn: String? = nil, region: String? = nil,
        inputArtifacts: [ArtifactDetail]? = nil, namespace: String? = nil
    ) {
        self.actionTypeId = actionTypeId
        self.configuration = configuration
        self.resolvedConfiguration = resolvedConfiguration
        self.roleArn = roleArn
        self.region = region
        self.inputArtifacts = inputArtifacts
        self.namespace = namespace
    }
}

/// What an action gave.
public struct ActionExecutionOutput: Codable, Sendable, Hashable {
    public var outputArtifacts: [ArtifactDetail]?
    public var executionResult: ActionExecutionResult?
    public var outputVariables: [String: String]?

    public init(
        outputArtifacts: [ArtifactDetail]? = nil, executionResult: ActionExecutionResult? = nil,
        outputVariables: [String: String]? = nil
    ) {
        self.outputArtifacts = outputArtifacts
        self.executionResult = executionResult
        self.outputVariables = outputVariables
    }
}

/// What the provider said of the run.
public struct ActionExecutionResult: Codable, Sendable, Hashable {
    public var externalExecutionId: String?
    public var externalExecutionSummary: String?
    public var externalExecutionUrl: String?
    public var errorDetails: ErrorDetails?
    public var logStreamARN: String?

    public init(
        externalExecutionId: String? = nil, externalExecutionSummary: String? = nil,
        externalExecutionUrl: String? = nil, errorDetails: ErrorDetails? = nil, logStreamARN: String? = nil
    ) {
        self.externalExecutionId = externalExecutionId
        self.externalExecutionSummary = externalExecutionSummary
        self.externalExecutionUrl = externalExecutionUrl
        self.errorDetails = errorDetails
        self.logStreamARN = logStreamARN
    }
}

/// An artifact and where it is stored.
public struct ArtifactDetail: Codable, Sendable, Hashable {
    public var name: ArtifactName?
    public var s3location: S3Location?

    public init(name: ArtifactName? = nil, s3location: S3Location? = nil) {
        self.name = name
        self.s3location = s3location
    }
}

/// An object in the artifact store.
public struct S3Location: Codable, Sendable, Hashable {
    public var bucket: String?
    public var key: String?

    public init(bucket: String? = nil, key: String? = nil) {
        self.bucket = bucket
        self.key = key
    }
}
