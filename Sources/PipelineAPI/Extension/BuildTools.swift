/// What the programs that sluice provides to builds (`cdk`, `cdk-assets`) know of the build they run in: the
/// value, as JSON, of the variable `BuildTools.variable`.
///
/// Nothing in it is a secret, and nothing that the build's own user could not do without it.
public struct BuildTools: Codable, Sendable, Hashable {
    /// The environment variable that holds it.
    public static let variable = "SLUICE_BUILD"
    /// The programs, by their names in the folder that is first in a build's `PATH`.
    public static let programs = ["cdk", "cdk-assets", "npm", "npx"]

    /// The folder with the programs.
    public var folder: String
    /// The engine's socket.
    public var socket: String
    /// `nil` for a build that no pipeline has started.
    public var pipeline: PipelineName?
    public var execution: ExecutionID?
    /// `<project>:<uuid>`.
    public var build: BuildID
    public var account: String
    public var region: String
    /// Holds the folders that stand for buckets …
    public var buckets: String
    /// … but for these, by name.
    public var placedBuckets: [String: String]
    /// Where assets are published; `nil` for the folders of buckets.
    public var deployment: Deployment?

    /// A target, and the engine's variables with which its profile is found.
    public struct Deployment: Codable, Sendable, Hashable {
        public var target: DeploymentTarget
        public var environment: [String: String]

        public init(target: DeploymentTarget, environment: [String: String]) {
            self.target = target
            self.environment = environment
        }
    }

    public init(
        folder: String, socket: String, pipeline: PipelineName?, execution: ExecutionID?, build: BuildID,
        account: String, region: String, buckets: String, placedBuckets: [String: String],
        deployment: Deployment? = nil
    ) {
        self.folder = folder
        self.socket = socket
        self.pipeline = pipeline
        self.execution = execution
        self.build = build
        self.account = account
        self.region = region
        self.buckets = buckets
        self.placedBuckets = placedBuckets
        self.deployment = deployment
    }
}
