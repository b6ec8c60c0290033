/// A CodeBuild project that a template declares: what its builds do beyond what the action says.
public struct BuildProject: Codable, Sendable, Hashable {
    public var name: String
    /// A document of any length, or a path in the source; `nil` for `buildspec.yml`.
    public var buildspec: String?
    public var environmentVariables: [EnvironmentVariable]
    public var image: String?
    /// The engine's own limit if `nil`.
    public var timeoutInMinutes: Int?
    /// Identifiers. In a pipeline the action's input artifacts take the place of the sources themselves.
    public var secondarySources: [String]
    /// Where a build that no pipeline starts gets its secondary sources: those that are no pipeline's, with identifiers.
    public var ownSecondarySources: [Source]?
    /// Identifiers. In a pipeline the action's output artifacts take their place.
    public var secondaryArtifacts: [String]
    /// Where a build that no pipeline starts gets its source; `nil` for a project of pipelines.
    public var source: Source?
    /// Where a build that no pipeline starts leaves what it made: those of the type S3, the primary one without an
    /// identifier.
    public var artifacts: [ProjectArtifacts]?

    public init(
        name: String, buildspec: String? = nil, environmentVariables: [EnvironmentVariable] = [],
        image: String? = nil, timeoutInMinutes: Int? = nil, secondarySources: [String] = [],
        secondaryArtifacts: [String] = [], source: Source? = nil, ownSecondarySources: [Source] = [],
        artifacts: [ProjectArtifacts]? = nil
    ) {
        self.name = name
        self.buildspec = buildspec
        self.environmentVariables = environmentVariables
        self.image = image
        self.timeoutInMinutes = timeoutInMinutes
        self.secondarySources = secondarySources
        self.secondaryArtifacts = secondaryArtifacts
        self.source = source
        self.ownSecondarySources = ownSecondarySources.isEmpty ? nil : ownSecondarySources
        self.artifacts = artifacts.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The source of a project (CodeBuild API, ProjectSource).
    public struct Source: Codable, Sendable, Hashable {
        /// Of a secondary source: `CODEBUILD_SRC_DIR_<identifier>` is its folder.
        public var identifier: String?
        /// `GITHUB`, `CODECOMMIT`, `S3`, `NO_SOURCE`, …
        public var type: String
        /// A repository's address, or `BUCKET/KEY`.
        public var location: String?
        /// A commit, a branch or a tag; the repository's own default if `nil`.
        public var version: String?

        public init(type: String, identifier: String? = nil, location: String? = nil, version: String? = nil) {
            self.type = type
            self.identifier = identifier
            self.location = location
            self.version = version
        }
    }

    /// A variable of the project.
    public struct EnvironmentVariable: Codable, Sendable, Hashable {
        public var name: String
        public var value: String
        /// `PLAINTEXT`, `PARAMETER_STORE` or `SECRETS_MANAGER`.
        public var type: String

        public init(name: String, value: String, type: String = "PLAINTEXT") {
            self.name = name
            self.value = value
            self.type = type
        }
    }
}
