public import Foundation
import Logging
public import PipelineAPI
import PipelineCore

/// A source action that is looked at for changes.
public protocol WatchedAction: Sendable {
    var pipeline: PipelineName { get }
    var action: ActionName { get }
    /// When the pipeline was declared as it is.
    var declared: Date { get }
}

/// A git source action whose remote is known, and the pushes that mean it.
public struct WatchedSource: WatchedAction, Hashable {
    public var pipeline: PipelineName
    public var action: ActionName
    public var configuration: GitSourceConfiguration
    public var detection: PushDetection
    /// A git URL without credentials.
    public var remote: String
    public var declared: Date

    public init(
        pipeline: PipelineName, action: ActionName, configuration: GitSourceConfiguration, detection: PushDetection,
        remote: String, declared: Date = .distantFuture
    ) {
        self.pipeline = pipeline
        self.action = action
        self.configuration = configuration
        self.detection = detection
        self.remote = remote
        self.declared = declared
    }
}

/// An S3 source action: the object that it fetches.
public struct WatchedObject: WatchedAction, Hashable {
    public var pipeline: PipelineName
    public var action: ActionName
    public var bucket: String
    public var key: String
    /// `PollForSourceChanges`; `nil` where nothing is said.
    public var isWanted: Bool?
    public var declared: Date

    public var address: String { "s3://\(bucket)/\(key)" }

    /// `nil` for an action of another kind.
    init?(_ action: ActionDeclaration, of pipeline: PipelineName, declared: Date) {
        guard action.actionTypeId.category == .source, action.actionTypeId.isBuiltIn("S3"),
            let bucket = action.configuration?["S3Bucket"], let key = action.configuration?["S3ObjectKey"]
        else { return nil }
        self.pipeline = pipeline
        self.action = action.name
        self.bucket = bucket
        self.key = key
        isWanted = action.configuration?["PollForSourceChanges"].flatMap { Bool($0.lowercased()) }
        self.declared = declared
    }
}

extension Engine {
    /// The git sources of all pipelines, in the order of their names.
    public func watchedSources() -> [WatchedSource] {
        declaredSources().flatMap { declared in
            declared.actions.compactMap { action in
                guard let configuration = GitSourceConfiguration(action),
                    let remote = settings.repositories[configuration.repository]
                        ?? declared.remotes[configuration.repository]
                else { return nil }
                return WatchedSource(
                    pipeline: declared.pipeline, action: action.name, configuration: configuration,
                    detection: declared.triggers.pushDetection(of: action.name, configuration), remote: remote,
                    declared: declared.time)
            }
        }
    }

    /// The S3 sources of all pipelines, in the order of their names.
    public func watchedObjects() -> [WatchedObject] {
        declaredSources().flatMap { declared in
            declared.actions.compactMap { WatchedObject($0, of: declared.pipeline, declared: declared.time) }
        }
    }

    private func declaredSources() -> [DeclaredSources] {
        if let knownSources { return knownSources }
        do {
            let sources = try store.declaredSources()
            knownSources = sources
            return sources
        } catch {
            logger.error("cannot read which sources there are: \(error)")
            return []
        }
    }

    /// The git URL behind a repository's name: what the settings say, else what a checkout has registered.
    func remote(of repository: String, in pipeline: PipelineName) -> String? {
        if let remote = settings.repositories[repository] { return remote }
        do {
            return try store.remoteURL(pipeline: pipeline, repository: repository)
        } catch {
            logger.error("cannot read where the repository '\(repository)' is: \(error)")
            return nil
        }
    }
}
