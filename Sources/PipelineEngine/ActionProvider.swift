public import Foundation
public import PipelineAPI
public import PipelineCore

/// Runs the actions of some action types.
///
/// A provider is one file and one line in the list that the engine is made with: how a run starts, how it is found
/// again after the engine was gone, and how it is stopped.
public protocol ActionProvider: Sendable {
    /// The action types it runs; versions are not compared.
    var actionTypes: [ActionTypeID] { get }

    /// Starts the run, or finds it again and goes on when it was started already, and waits for its outcome.
    ///
    /// When the task is cancelled the engine is going away, not the run: stop watching and answer `nil`.
    func run(_ start: ActionStart, in context: ActionContext) async -> ActionOutcome?

    /// Ends whatever the run, which was abandoned, still does. Called again after a crash until it returned once.
    func cancel(_ start: ActionStart, in context: ActionContext) async

    /// Removes what is still there of runs that ended before a time, such as their logs.
    func forgetRuns(before time: Date) async

    /// A link to what an action works on, such as its repository or its bucket; `nil` where nothing can be opened.
    func entityURL(of action: ActionDeclaration, in surroundings: ActionSurroundings) -> String?
}

extension ActionProvider {
    /// For providers whose runs do nothing outside the engine.
    public func cancel(_ start: ActionStart, in context: ActionContext) async {}

    /// For providers that keep nothing.
    public func forgetRuns(before time: Date) async {}

    /// For providers whose actions work on nothing that has an address on this machine or in the web.
    public func entityURL(of action: ActionDeclaration, in surroundings: ActionSurroundings) -> String? { nil }
}

/// What a provider may use of the engine where an action is only looked at.
public struct ActionSurroundings {
    public let settings: EngineSettings
    /// The git URL behind a repository name of the pipeline's source actions, as the user's checkout told it.
    public let remoteURL: (_ repository: String) -> String?

    public init(settings: EngineSettings, remoteURL: @escaping (_ repository: String) -> String?) {
        self.settings = settings
        self.remoteURL = remoteURL
    }
}

/// How a run ended.
public enum ActionOutcome: Sendable, Equatable {
    case succeeded(ActionResult)
    case failed(ErrorDetails, ActionResult)

    /// The provider's own words for something that is wrong in the declaration or its surroundings.
    public static func misconfigured(_ message: String) -> ActionOutcome {
        .failed(ErrorDetails(code: "ConfigurationError", message: message), ActionResult())
    }
}

/// What a provider may use of the engine.
public struct ActionContext: Sendable {
    public let settings: EngineSettings
    public let artifacts: ArtifactFolder
    /// Where work for job workers is offered.
    public let jobs: JobBoard
    /// Shows what is known of a run while it goes on.
    public let report: @Sendable (ActionResult) async -> Void
    /// The git URL behind a repository name of the pipeline's source actions, as the user's checkout told it.
    public let remoteURL: @Sendable (_ repository: String) async -> String?
    /// A CodeBuild project of the pipeline, as the user's checkout declared it. Throws if that cannot be read.
    public let buildProject: @Sendable (_ name: String) async throws -> BuildProject?
    /// Counts the builds of a project, from 1.
    public let nextBuildNumber: @Sendable (_ project: String) async -> Int
    /// Starts another pipeline, once for the run; throws the API's error, also where pipelines would start each other for
    /// ever.
    public let startPipeline: @Sendable (StartPipelineExecution.Input) async throws -> ExecutionID
}

extension ActionTypeID {
    /// Stands, in a provider's list, for every provider of the category and owner that has none of its own.
    public static let anyOtherProvider = "*"
}
