public import Foundation

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

/// A project (`Project` in CodeBuild's API).
public struct CodeBuildProject: Codable, Sendable, Hashable {
    public var name: String?
    public var arn: String?
    public var source: ProjectSource?
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
    public var buildspec: String?

    public init(type: String, buildspec: String? = nil) {
        self.type = type
        self.buildspec = buildspec
    }
}
