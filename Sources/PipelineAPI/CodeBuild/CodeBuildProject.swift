public import Foundation

/// A project (`Project` in CodeBuild's API).
public struct CodeBuildProject: Codable, Sendable, Hashable {
    public var name: String?
    public var arn: String?
    public var source: ProjectSource?
    public var sourceVersion: String?
    public var secondarySources: [ProjectSource]?
    public var secondarySourceVersions: [ProjectSourceVersion]?
    public var artifacts: ProjectArtifacts?
    public var secondaryArtifacts: [ProjectArtifacts]?
    public var environment: ProjectEnvironment?
    public var timeoutInMinutes: Int?
    public var created: Date?
    public var lastModified: Date?

    public init(
        name: String? = nil, arn: String? = nil, source: ProjectSource? = nil, created: Date? = nil,
        lastModified: Date? = nil
    ) {
        self.name = name
        self.arn = arn
        self.source = source
        self.created = created
        self.lastModified = lastModified
    }
}

/// Where a project's builds get their sources.
public struct ProjectSource: Codable, Sendable, Hashable {
    public var type: String
    public var location: String?
    public var buildspec: String?
    public var sourceIdentifier: String?

    public init(
        type: String, location: String? = nil, buildspec: String? = nil, sourceIdentifier: String? = nil
    ) {
        self.type = type
        self.location = location
        self.buildspec = buildspec
        self.sourceIdentifier = sourceIdentifier
    }
}

/// Which version of a secondary source a build takes.
public struct ProjectSourceVersion: Codable, Sendable, Hashable {
    public var sourceIdentifier: String
    /// A commit, a branch or a tag.
    public var sourceVersion: String

    public init(sourceIdentifier: String, sourceVersion: String) {
        self.sourceIdentifier = sourceIdentifier
        self.sourceVersion = sourceVersion
    }
}

/// Where a project's builds leave what they made.
public struct ProjectArtifacts: Codable, Sendable, Hashable {
    /// `CODEPIPELINE`, `NO_ARTIFACTS` or `S3`; the rest is for the last.
    public var type: String
    /// Of a secondary artifact.
    public var artifactIdentifier: String?
    /// The bucket.
    public var location: String?
    public var path: String?
    /// `BUILD_ID` puts a build's artifacts apart from those of others; `NONE`.
    public var namespaceType: String?
    public var name: String?
    /// `ZIP` or `NONE`.
    public var packaging: String?
    /// Whether a name that the buildspec gives takes the place of `name`.
    public var overrideArtifactName: Bool?

    public init(
        type: String, artifactIdentifier: String? = nil, location: String? = nil, path: String? = nil,
        namespaceType: String? = nil, name: String? = nil, packaging: String? = nil, overrideArtifactName: Bool? = nil
    ) {
        self.type = type
        self.artifactIdentifier = artifactIdentifier
        self.location = location
        self.path = path
        self.namespaceType = namespaceType
        self.name = name
        self.packaging = packaging
        self.overrideArtifactName = overrideArtifactName
    }
}

/// What a project's builds run in.
public struct ProjectEnvironment: Codable, Sendable, Hashable {
    public var type: String
    public var image: String
    public var computeType: String
    public var environmentVariables: [BuildProject.EnvironmentVariable]?

    public init(
        type: String = "LINUX_CONTAINER", image: String, computeType: String = "BUILD_GENERAL1_SMALL",
        environmentVariables: [BuildProject.EnvironmentVariable]? = nil
    ) {
        self.type = type
        self.image = image
        self.computeType = computeType
        self.environmentVariables = environmentVariables
    }
}
