/// What one build is to do: the content of `request.json`, written by the engine, read by the runner.
public struct BuildRequest: Codable, Sendable, Equatable {
    /// The format this code writes; a request of a later format is refused.
    public static let currentVersion = 1

    /// The format of the file.
    public var version = BuildRequest.currentVersion
    /// `<project>:<uuid>`.
    public var buildID: String
    /// `arn:aws:codebuild:<region>:<account>:build/<project>:<uuid>`.
    public var buildARN: String
    /// Counts from 1 in each project.
    public var buildNumber: Int
    /// The batch that the build is part of.
    public var batchARN: String?
    /// When it was asked for, in milliseconds since the epoch; `nil` in a request of before that was noted.
    public var submittedAt: Int64?
    /// `codepipeline/<pipeline>`, or a user's name.
    public var initiator: String
    /// A project's `Source.BuildSpec`: a document, a path relative to the primary source, or nothing for
    /// `buildspec.yml` (see `BuildspecSource`).
    public var buildspec: String?
    /// The absolute path of the primary source, where the first command starts.
    public var sourceDirectory: String
    /// The zip archive that is unpacked there first; without one the directory is as it should be.
    public var sourceArchive: String?
    /// Further sources by the name of their artifact.
    public var secondarySources: [SecondarySource] = []
    /// What the image would bring: the complete initial environment, nothing is inherited from the runner.
    public var environment: [String: String]
    /// The project's variables; they win over the buildspec's.
    public var projectVariables: [EnvironmentVariable] = []
    /// The variables of this build alone; they win over the project's.
    public var overrideVariables: [EnvironmentVariable] = []
    /// Further variables that the service sets (`AWS_REGION`, …); they win over all.
    public var serviceVariables: [String: String] = [:]
    /// How long the build may take.
    public var timeoutInSeconds = 3600
    /// The output artifacts in order; none means that the `artifacts` section is ignored.
    public var outputs: [OutputArtifact] = []
    /// How much of the commands' output the log keeps; the runner's own lines are always kept.
    public var logLimitInBytes = 256 << 20
    /// Where the `cache` section keeps its paths; without it they are not kept.
    public var cache: CachePlace?

    /// A folder for what builds of one project leave for the next.
    public struct CachePlace: Codable, Sendable, Equatable {
        /// Its absolute path; made when first needed.
        public var directory: String
        /// How much it may hold; the oldest goes first.
        public var limitInBytes: Int

        /// A folder.
        public init(directory: String, limitInBytes: Int) {
            self.directory = directory
            self.limitInBytes = limitInBytes
        }
    }

    /// A request with the fields that have no default.
    public init(
        buildID: String, buildARN: String, buildNumber: Int, initiator: String, buildspec: String?,
        sourceDirectory: String, environment: [String: String]
    ) {
        self.buildID = buildID
        self.buildARN = buildARN
        self.buildNumber = buildNumber
        self.initiator = initiator
        self.buildspec = buildspec
        self.sourceDirectory = sourceDirectory
        self.environment = environment
    }

    /// A further source: `CODEBUILD_SRC_DIR_<name>` is its directory.
    public struct SecondarySource: Codable, Sendable, Equatable {
        /// The input artifact's name.
        public var name: String
        /// Its absolute path.
        public var directory: String
        /// The zip archive that is unpacked there first.
        public var archive: String?

        /// A further source.
        public init(name: String, directory: String, archive: String? = nil) {
            self.name = name
            self.directory = directory
            self.archive = archive
        }
    }

    /// A variable of a project or of one build.
    public struct EnvironmentVariable: Codable, Sendable, Equatable {
        /// How the value is meant (CodeBuild API, EnvironmentVariable).
        public enum Kind: String, Codable, Sendable {
            case plaintext = "PLAINTEXT"
            case parameterStore = "PARAMETER_STORE"
            case secretsManager = "SECRETS_MANAGER"
        }

        /// The variable's name.
        public var name: String
        /// The value, or the name of the parameter or secret that holds it.
        public var value: String
        /// How the value is meant.
        public var type: Kind

        /// A variable.
        public init(name: String, value: String, type: Kind = .plaintext) {
            self.name = name
            self.value = value
            self.type = type
        }
    }

    /// An output artifact.
    public struct OutputArtifact: Codable, Sendable, Equatable {
        /// The artifact's name, and that of its archive under `outputs`.
        public var name: String
        /// Patterns that replace the buildspec's definition, as a Commands action has them.
        public var files: [String]?
        /// Which definition of the buildspec it takes; `nil` leaves that to the number of outputs.
        public var entry: Entry?
        /// The ARN under which it is kept, for whoever looks.
        public var location: String?
        /// Whether its definition's name is wanted (`BuildResult.artifactNames`).
        public var wantsName: Bool?

        /// A part of the `artifacts` section. An output that names one which is not there is left out.
        public enum Entry: Codable, Sendable, Equatable {
            case main
            case secondary(String)
        }

        /// An output artifact.
        public init(
            name: String, files: [String]? = nil, location: String? = nil, entry: Entry? = nil, wantsName: Bool? = nil
        ) {
            self.name = name
            self.files = files
            self.location = location
            self.entry = entry
            self.wantsName = wantsName
        }
    }
}
