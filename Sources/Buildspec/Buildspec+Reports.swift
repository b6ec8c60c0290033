extension Buildspec {
    /// One entry of `reports`: which files tell how tests went.
    public struct ReportGroup: Sendable, Equatable {
        /// A group's name or ARN.
        public var name: String
        /// Patterns, relative to the base directory.
        public var files: [String] = []
        /// `nil` where the file names a format that CodeBuild does not know.
        public var format: Format? = .junit
        /// The source root without one. May hold variables.
        public var baseDirectory: String?

        /// A group without files.
        public init(name: String) {
            self.name = name
        }

        /// The formats of test reports, then those of code coverage (CodeBuild User Guide, "reports/file-format").
        public enum Format: String, Sendable {
            case junit = "JUNITXML"
            case nunit = "NUNITXML"
            case nunit3 = "NUNIT3XML"
            case testNG = "TESTNGXML"
            case trx = "VISUALSTUDIOTRX"
            case cucumber = "CUCUMBERJSON"
            case clover = "CLOVERXML"
            case cobertura = "COBERTURAXML"
            case jacoco = "JACOCOXML"
            case simpleCov = "SIMPLECOV"
        }
    }

    /// The `cache` section: what one build leaves for the next.
    public struct Cache: Sendable, Equatable {
        /// Files or directories, with wildcards or not.
        public var paths: [String] = []
        /// Under it the paths are kept; may hold variables and calls of `codebuild-hash-files`.
        public var key: String?
        /// Beginnings of keys that will do if there is nothing under `key`.
        public var fallbackKeys: [String] = []
        /// Both if `nil`.
        public var action: Action?

        /// Which half a file asks for alone.
        public enum Action: String, Sendable {
            case restore
            case save
        }

        /// A cache of nothing.
        public init() {}
    }
}
