/// What a build is to do: the content of a CodeBuild buildspec, version 0.1 or 0.2, every scalar as it was written.
public struct Buildspec: Sendable, Equatable {
    /// The version of the grammar, which decides whether commands share variables and directory.
    public enum Version: String, Sendable {
        /// One fresh shell per command: no directory, assignment or export survives.
        case version01 = "0.1"
        /// Directory and variables are carried from command to command.
        case version02 = "0.2"
    }

    /// The version of the grammar.
    public var version: Version
    /// The user all commands should run as, where the file names one.
    public var runAs: String?
    /// The `env` section (`environment_variables` in version 0.1).
    public var environment = Environment()
    /// The phases that the file mentions.
    public var phases: [Phase.Name: Phase] = [:]
    /// The `artifacts` section; `nil` where the file has none.
    public var artifacts: Artifacts?
    /// `artifacts/secondary-artifacts`, by identifier.
    public var secondaryArtifacts: [String: Artifacts] = [:]
    /// The `reports` section, in the order of the file.
    public var reportGroups: [ReportGroup] = []
    /// The `cache` section; `nil` where the file has none.
    public var cache: Cache?
    /// The `batch` section; `nil` where the file has none, or an unsound one.
    public var batch: Batch?
    /// What is wrong with the `batch` section, which a build that is no batch does not care for.
    public var batchProblem: BuildspecError?

    /// A buildspec that has nothing to do.
    public init(version: Version) {
        self.version = version
    }

    /// A name and its value, in the order of the file.
    public struct Variable: Sendable, Equatable {
        /// The variable's name.
        public var name: String
        /// The text as written: nothing in it is expanded.
        public var value: String

        /// A variable.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The `env` section.
    public struct Environment: Sendable, Equatable {
        /// `env/shell`, as written.
        public var shell: String?
        /// Plain variables; values are literal.
        public var variables: [Variable] = []
        /// Variables whose value is the name of a parameter in the parameter store.
        public var parameterStore: [Variable] = []
        /// Variables whose value is `secret-id:json-key:version-stage:version-id`.
        public var secretsManager: [Variable] = []
        /// Names that the pipeline may read after POST_BUILD.
        public var exportedVariables: [String] = []
        /// `git-credential-helper`.
        public var usesGitCredentialHelper = false

        /// An empty section.
        public init() {}
    }

    /// An artifact definition: which files leave the build.
    public struct Artifacts: Sendable, Equatable {
        /// Patterns, relative to the base directory. May hold variables.
        public var files: [String] = []
        /// Patterns of what to leave out, relative to the base directory.
        public var excludePaths: [String] = []
        /// Where the patterns start; the source root without one. May hold variables and wildcards.
        public var baseDirectory: String?
        /// Whether files are delivered under their bare names.
        public var discardsPaths = false
        /// Whether symbolic links stay links.
        public var keepsSymlinks = false
        /// `name`, as written.
        public var name: String?

        /// An empty definition.
        public init() {}
    }
}
