/// Starts an execution, of the newest revisions or of those given.
///
/// Errors: `PipelineNotFoundException`, `ConflictException`, `ConcurrentPipelineExecutionsLimitExceededException`.
public enum StartPipelineExecution: Operation {
    public static let target = Service.codePipeline.target("StartPipelineExecution")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var name: PipelineName
        public var variables: [PipelineVariable]?
        /// The same token again answers the first execution.
        public var clientRequestToken: String?
        public var sourceRevisions: [SourceRevisionOverride]?

        public init(
            name: PipelineName, variables: [PipelineVariable]? = nil, clientRequestToken: String? = nil,
            sourceRevisions: [SourceRevisionOverride]? = nil
        ) {
            self.name = name
            self.variables = variables
            self.clientRequestToken = clientRequestToken
            self.sourceRevisions = sourceRevisions
        }
    }

    /// What the service answers.
    public struct Output: Codable, Sendable, Hashable {
        public var pipelineExecutionId: ExecutionID?

        public init(pipelineExecutionId: ExecutionID? = nil) {
            self.pipelineExecutionId = pipelineExecutionId
        }
    }
}

/// A value for a pipeline variable.
public struct PipelineVariable: Codable, Sendable, Hashable {
    public var name: String
    public var value: String

    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

/// The revision a source action is to fetch instead of the newest.
public struct SourceRevisionOverride: Codable, Sendable, Hashable {
    public var actionName: ActionName
    public var revisionType: SourceRevisionType
    public var revisionValue: String

    public init(actionName: ActionName, revisionType: SourceRevisionType, revisionValue: String) {
        self.actionName = actionName
        self.revisionType = revisionType
        self.revisionValue = revisionValue
    }
}

/// What kind of revision an override names.
public enum SourceRevisionType: String, Choice {
    case commitID = "COMMIT_ID"
    case imageDigest = "IMAGE_DIGEST"
    case s3ObjectVersionID = "S3_OBJECT_VERSION_ID"
    case s3ObjectKey = "S3_OBJECT_KEY"
}
