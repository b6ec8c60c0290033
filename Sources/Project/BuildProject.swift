/// A CodeBuild project that a template declares: what its builds do beyond what the action says.
public struct BuildProject: Codable, Sendable, Hashable {
    public var name: String
    /// A document, or a path in the source; `nil` for `buildspec.yml`.
    public var buildspec: String?
    public var environmentVariables: [EnvironmentVariable]
    public var image: String?
    public var timeoutInMinutes: Int?
    public var secondarySources: [String]
    public var secondaryArtifacts: [String]

    /// A variable of the project.
    public struct EnvironmentVariable: Codable, Sendable, Hashable {
        public var name: String
        public var value: String
        /// `PLAINTEXT`, `PARAMETER_STORE` or `SECRETS_MANAGER`.
        public var type: String
    }
}
