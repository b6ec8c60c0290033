/// Tells which git remote the engine has registered for a repository of a pipeline, as `RegisterCheckout` gave it.
///
/// Part of sluice's extension; AWS answers `UnknownOperationException`.
public enum DescribeCheckout: Operation {
    public static let target = Service.sluice.target("DescribeCheckout")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var pipelineName: PipelineName
        /// The `FullRepositoryId` or `RepositoryName` of the source action.
        public var repository: String

        public init(pipelineName: PipelineName, repository: String) {
            self.pipelineName = pipelineName
            self.repository = repository
        }
    }

    /// What the service answers.
    public struct Output: Codable, Sendable, Hashable {
        /// A git URL without credentials; `nil` where none was registered.
        public var remoteURL: String?

        public init(remoteURL: String? = nil) {
            self.remoteURL = remoteURL
        }
    }
}
