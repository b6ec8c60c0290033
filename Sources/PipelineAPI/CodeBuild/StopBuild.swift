/// Ends a build.
///
/// Errors: `InvalidInputException`, `ResourceNotFoundException`.
public enum StopBuild: Operation {
    public static let target = Service.codeBuild.target("StopBuild")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var id: BuildID

        public init(id: BuildID) {
            self.id = id
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
