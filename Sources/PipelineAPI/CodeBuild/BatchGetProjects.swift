/// Reads projects by their names.
///
/// Errors: `InvalidInputException`.
public enum BatchGetProjects: Operation {
    public static let target = Service.codeBuild.target("BatchGetProjects")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        /// 1 to 100.
        public var names: [String]

        public init(names: [String]) {
            self.names = names
        }
    }

    /// What the service answers.
    public struct Output: Codable, Sendable, Hashable {
        public var projects: [CodeBuildProject]?
        public var projectsNotFound: [String]?

        public init(projects: [CodeBuildProject]? = nil, projectsNotFound: [String]? = nil) {
            self.projects = projects
            self.projectsNotFound = projectsNotFound
        }
    }
}
