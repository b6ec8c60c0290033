/// The handshake: which engine answers, and what it speaks.
///
/// Part of sluice's extension; AWS answers `UnknownOperationException`.
public enum DescribeEngine: Operation {
    public static let target = Service.sluice.target("DescribeEngine")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public init() {}
    }

    /// What the service answers.
    public struct Output: Codable, Sendable, Hashable {
        public var engineVersion: String
        /// Raised when the extension changes incompatibly.
        public var extensionVersion: Int
        public var accountId: String
        public var region: String
        public var processId: Int32
        /// The git remotes that it asks regularly, and for which it stays; `nil` from an engine that knows no polling.
        public var polledRemotes: [String]?
        /// The same of the objects of buckets, as `s3://bucket/key`.
        public var polledObjects: [String]?
        /// Those of them at which the last look failed.
        public var troubles: [SourceTrouble]?
        /// Where the stacks of pipelines are, by the pipelines' names; `nil` from an engine that only rehearses.
        public var deployments: [String: DeploymentTarget]?

        public init(
            engineVersion: String, extensionVersion: Int, accountId: String, region: String, processId: Int32,
            polledRemotes: [String]? = nil, polledObjects: [String]? = nil, troubles: [SourceTrouble]? = nil,
            deployments: [String: DeploymentTarget]? = nil
        ) {
            self.engineVersion = engineVersion
            self.extensionVersion = extensionVersion
            self.accountId = accountId
            self.region = region
            self.processId = processId
            self.polledRemotes = polledRemotes
            self.polledObjects = polledObjects
            self.troubles = troubles
            self.deployments = deployments
        }
    }
}
