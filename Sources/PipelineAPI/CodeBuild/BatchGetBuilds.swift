/// Reads builds by their ids.
///
/// Errors: `InvalidInputException`.
public enum BatchGetBuilds: Operation {
    public static let target = Service.codeBuild.target("BatchGetBuilds")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        /// 1 to 100.
        public var ids: [BuildID]

        public init(ids: [BuildID]) {
            self.ids = ids
        }
    }

    /// What the service answers.
    public struct Output: Codable, Sendable, Hashable {
        public var builds: [CodeBuildBuild]?
        public var buildsNotFound: [BuildID]?

        public init(builds: [CodeBuildBuild]? = nil, buildsNotFound: [BuildID]? = nil) {
            self.builds = builds
            self.buildsNotFound = buildsNotFound
        }
    }
}
