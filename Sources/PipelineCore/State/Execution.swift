public import Foundation
public import PipelineAPI

/// One passage of a set of source revisions through the pipeline.
public struct Execution: Codable, Sendable, Equatable {
    public internal(set) var id: ExecutionID
    /// Place in the pipeline's start order, from 1.
    public internal(set) var number: Int
    public internal(set) var pipelineVersion: Int
    public internal(set) var mode: ExecutionMode
    public internal(set) var type: ExecutionType
    public internal(set) var trigger: ExecutionTrigger
    public internal(set) var status: PipelineExecutionStatus
    public internal(set) var startTime: Date
    public internal(set) var lastUpdateTime: Date
    /// When a stage of it was last retried.
    public internal(set) var resumeTime: Date?
    /// Pipeline-level variables, resolved at the start.
    public internal(set) var variables: [String: String]
    /// Revisions that source actions are to fetch instead of the newest.
    public internal(set) var revisionOverrides: [SourceRevisionOverride]
    /// What the source actions found, in the order of the declaration.
    public internal(set) var sourceRevisions: [SourceRevision]
    public internal(set) var artifactRevisions: [ArtifactRevision]
    /// Where the artifacts made so far are.
    public internal(set) var artifacts: [ArtifactName: S3Location]
    /// The output variables of the actions run so far, by namespace.
    public internal(set) var outputs: [String: [String: String]]
    public internal(set) var stopReason: String?
    /// The newer execution that took this one's place in front of a stage.
    public internal(set) var supersededBy: ExecutionID?
    /// Why it failed without having entered any stage.
    public internal(set) var startError: String?
    /// 1, and one more for each retry.
    public internal(set) var attempt: Int
    /// Set when the declaration changed under way: ends as Cancelled when its running actions have ended.
    public internal(set) var isCancelling: Bool
    /// A rollback's target: the execution whose revisions, artifacts and variables it carries.
    public internal(set) var rollbackTarget: ExecutionID?
}

/// One run of one action. A retry makes a new one.
public struct ActionRun: Codable, Sendable, Equatable {
    public internal(set) var id: ActionExecutionID
    public internal(set) var execution: ExecutionID
    public internal(set) var pipelineVersion: Int
    public internal(set) var stage: StageName
    /// The declaration it ran with.
    public internal(set) var action: ActionDeclaration
    /// 1 for the first run in an execution, one more for each retry.
    public internal(set) var attempt: Int
    public internal(set) var status: ActionExecutionStatus
    public internal(set) var startTime: Date
    public internal(set) var lastUpdateTime: Date
    public internal(set) var resolvedConfiguration: [String: String]
    public internal(set) var inputArtifacts: [ArtifactDetail]
    public internal(set) var result: ActionResult
    /// What a person must show to decide on an approval; dead once the run has ended.
    public internal(set) var token: String?
    /// Who decided on an approval.
    public internal(set) var updatedBy: String?
    public internal(set) var errorDetails: ErrorDetails?
    /// Set for the run of a rule: the gate whose condition it belongs to. Its `action` is then the rule, told as an
    /// action of category Rule.
    public internal(set) var gate: StageGate?
}

/// What a provider has said of a run so far.
public struct ActionResult: Codable, Sendable, Equatable {
    public var externalExecutionID: String?
    public var externalExecutionURL: String?
    public var summary: String?
    /// 0 to 100, where whoever does the work says how far it is.
    public var percentComplete: Int?
    public var logStreamARN: String?
    public var outputArtifacts: [ArtifactName: S3Location]
    public var outputVariables: [String: String]
    /// Source actions only: what was fetched.
    public var revision: SourceRevision?
    /// What the revision's provider calls the change, and when it was made, where it says so.
    public var revisionChangeID: String?
    public var revisionCreated: Date?

    public init(
        externalExecutionID: String? = nil, externalExecutionURL: String? = nil, summary: String? = nil,
        percentComplete: Int? = nil, logStreamARN: String? = nil, outputArtifacts: [ArtifactName: S3Location] = [:],
        outputVariables: [String: String] = [:], revision: SourceRevision? = nil
    ) {
        self.externalExecutionID = externalExecutionID
        self.externalExecutionURL = externalExecutionURL
        self.summary = summary
        self.percentComplete = percentComplete
        self.logStreamARN = logStreamARN
        self.outputArtifacts = outputArtifacts
        self.outputVariables = outputVariables
        self.revision = revision
    }
}
