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
    /// Identifiers. In a pipeline the action's output artifacts take their place.
    public var secondaryArtifacts: [String]

    public init(
        name: String, buildspec: String? = nil, environmentVariables: [EnvironmentVariable] = [],
        image: String? = nil, timeoutInMinutes: Int? = nil, secondarySources: [String] = [],
        secondaryArtifacts: [String] = []
    ) {
        self.name = name
        self.buildspec = buildspec
        self.environmentVariables = environmentVariables
        self.image = image
        self.timeoutInMinutes = timeoutInMinutes
        self.secondarySources = secondarySources
        self.secondaryArtifacts = secondaryArtifacts
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
