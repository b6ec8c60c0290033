import Logging
public import PipelineAPI
import PipelineCore

/// A git source action whose remote is known, and the pushes that mean it.
public struct WatchedSource: Sendable, Hashable {
    public var pipeline: PipelineName
    public var action: ActionName
    public var configuration: GitSourceConfiguration
    public var detection: PushDetection
    /// A git URL without credentials.
    public var remote: String

    public init(
        pipeline: PipelineName, action: ActionName, configuration: GitSourceConfiguration, detection: PushDetection,
        remote: String
    ) {
        self.pipeline = pipeline
        self.action = action
        self.configuration = configuration
        self.detection = detection
        self.remote = remote
    }
}

extension Engine {
    /// The git sources of all pipelines, in the order of their names.
    public func watchedSources() -> [WatchedSource] {
        do {
            return try store.declarations().flatMap(sources)
        } catch {
            logger.error("cannot read which sources there are: \(error)")
            return []
        }
    }

    private func sources(of declaration: PipelineDeclaration) -> [WatchedSource] {
        declaration.stages.flatMap(\.actions).compactMap { action in
            guard let configuration = GitSourceConfiguration(action),
                let remote = remote(of: configuration.repository, in: declaration.name)
            else { return nil }
            return WatchedSource(
                pipeline: declaration.name, action: action.name, configuration: configuration,
                detection: declaration.pushDetection(of: action.name, configuration), remote: remote)
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

    /// Whether the engine asks the remote of a source by itself: where its pipeline says so, or the settings do for those
    /// that say nothing.
    public nonisolated func isPolled(_ source: WatchedSource) -> Bool {
        switch source.detection {
        case .filters(let filters): !filters.isEmpty
        case .branch(let isWanted): isWanted ?? settings.polling.byDefault
        }
    }
}
