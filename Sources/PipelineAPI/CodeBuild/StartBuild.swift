/// Starts a build of a project by itself, from the project's own source.
///
/// Errors: `InvalidInputException`, `ResourceNotFoundException`, `AccountLimitExceededException`.
public enum StartBuild: Operation {
    public static let target = Service.codeBuild.target("StartBuild")

    /// What the caller gives. Of CodeBuild's many overrides those that make a difference without a container.
    public struct Input: Codable, Sendable, Hashable {
        public var projectName: String
        /// A commit, a branch or a tag.
        public var sourceVersion: String?
        public var sourceTypeOverride: String?
        public var sourceLocationOverride: String?
        public var secondarySourcesOverride: [ProjectSource]?
        public var secondarySourcesVersionOverride: [ProjectSourceVersion]?
        public var artifactsOverride: ProjectArtifacts?
        public var secondaryArtifactsOverride: [ProjectArtifacts]?
        public var environmentVariablesOverride: [EnvironmentVariable]?
        public var buildspecOverride: String?
        /// 5 to 2160.
        public var timeoutInMinutesOverride: Int?
        /// The same token again answers the first build.
        public var idempotencyToken: String?

        public init(
            projectName: String, sourceVersion: String? = nil, sourceTypeOverride: String? = nil,
            sourceLocationOverride: String? = nil, secondarySourcesOverride: [ProjectSource]? = nil,
            secondarySourcesVersionOverride: [ProjectSourceVersion]? = nil, artifactsOverride: ProjectArtifacts? = nil,
            secondaryArtifactsOverride: [ProjectArtifacts]? = nil,
            environmentVariablesOverride: [EnvironmentVariable]? = nil, buildspecOverride: String? = nil,
            timeoutInMinutesOverride: Int? = nil, idempotencyToken: String? = nil
        ) {
            self.projectName = projectName
            self.sourceVersion = sourceVersion
            self.sourceTypeOverride = sourceTypeOverride
            self.sourceLocationOverride = sourceLocationOverride
            self.secondarySourcesOverride = secondarySourcesOverride
            self.secondarySourcesVersionOverride = secondarySourcesVersionOverride
            self.artifactsOverride = artifactsOverride
            self.secondaryArtifactsOverride = secondaryArtifactsOverride
            self.environmentVariablesOverride = environmentVariablesOverride
            self.buildspecOverride = buildspecOverride
            self.timeoutInMinutesOverride = timeoutInMinutesOverride
            self.idempotencyToken = idempotencyToken
        }
    }

    /// What the service answers.
    public struct Output: Codable, Sendable, Hashable {
        public var build: CodeBuildBuild?

        public init(build: CodeBuildBuild? = nil) {
            self.build = build
        }
    }
}
