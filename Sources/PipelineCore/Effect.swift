public import PipelineAPI

/// What is to be done in the world after a change of state has been committed.
///
/// Each is harmless to carry out twice: an action's run is named by its id, and a result of a run that is no longer
/// in progress is refused.
public enum Effect: Codable, Sendable, Equatable {
    /// Run the action; its outcome comes back as an event.
    case startAction(ActionStart)
    /// The run was abandoned: end what it still does.
    case cancelAction(ActionExecutionID)
    /// Tell whoever watches. The engine adds sequence number, time and pipeline.
    case announce(Announcement)
}

/// Everything a provider needs to run an action.
public struct ActionStart: Codable, Sendable, Equatable {
    public var run: ActionRun
    public var pipeline: PipelineName
    /// The declaration with all `#{…}` references resolved in configuration, commands and environment values.
    public var action: ActionDeclaration
    /// Where the pipeline keeps its artifacts.
    public var artifactBucket: String
    /// Source actions: the revision to fetch instead of the newest.
    public var revisionOverride: SourceRevisionOverride?
    /// S3 sources: the version to fetch of the object that `revisionOverride` names by its key.
    public var objectVersion: String?
    /// The execution's source revisions so far, by the artifact that carries them.
    public var artifactRevisions: [ArtifactRevision]
    /// What started the execution; `nil` in one that was stored before this was kept.
    public var trigger: ExecutionTrigger?
}

/// A change of an execution, a stage or an action, in the words of CodePipeline's events.
public struct Announcement: Codable, Sendable, Equatable {
    public var execution: ExecutionID
    public var stage: StageName?
    public var action: ActionName?
    public var actionExecutionID: ActionExecutionID?
    public var category: ActionCategory?
    public var state: StateChange.State
    /// A stage that nothing ran in: whoever follows hears that it is passed, and no rollback can go to it.
    public var isSkipped = false
    public var externalExecutionID: String?
    public var summary: String?
    public var errorDetails: ErrorDetails?
    public var supersededBy: ExecutionID?
}
