/// What, besides a manual start, starts the pipeline.
public struct PipelineTriggerDeclaration: Codable, Sendable, Hashable {
    public var providerType: String
    public var gitConfiguration: GitConfiguration

    public init(providerType: String, gitConfiguration: GitConfiguration) {
        self.providerType = providerType
        self.gitConfiguration = gitConfiguration
    }
}

/// Which git events of a source action start the pipeline.
public struct GitConfiguration: Codable, Sendable, Hashable {
    public var sourceActionName: ActionName
    public var push: [GitPushFilter]?
    public var pullRequest: [GitPullRequestFilter]?

    public init(
        sourceActionName: ActionName, push: [GitPushFilter]? = nil, pullRequest: [GitPullRequestFilter]? = nil
    ) {
        self.sourceActionName = sourceActionName
        self.push = push
        self.pullRequest = pullRequest
    }
}

/// Filters of push events; all kinds given must match.
public struct GitPushFilter: Codable, Sendable, Hashable {
    public var tags: GitPatterns?
    public var branches: GitPatterns?
    public var filePaths: GitPatterns?

    public init(tags: GitPatterns? = nil, branches: GitPatterns? = nil, filePaths: GitPatterns? = nil) {
        self.tags = tags
        self.branches = branches
        self.filePaths = filePaths
    }
}

/// Filters of pull-request events.
public struct GitPullRequestFilter: Codable, Sendable, Hashable {
    public var events: [String]?
    public var branches: GitPatterns?
    public var filePaths: GitPatterns?

    public init(events: [String]? = nil, branches: GitPatterns? = nil, filePaths: GitPatterns? = nil) {
        self.events = events
        self.branches = branches
        self.filePaths = filePaths
    }
}

/// Glob patterns; an exclude beats an include.
public struct GitPatterns: Codable, Sendable, Hashable {
    public var includes: [String]?
    public var excludes: [String]?

    public init(includes: [String]? = nil, excludes: [String]? = nil) {
        self.includes = includes
        self.excludes = excludes
    }
}
