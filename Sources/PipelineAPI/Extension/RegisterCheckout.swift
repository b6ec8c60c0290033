/// Tells the engine which git remote a pipeline's source actions mean.
///
/// On AWS a connection knows this; an engine on the user's machine learns it from the checkout.
public enum RegisterCheckout: Operation {
    public static let target = Service.sluice.target("RegisterCheckout")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var pipelineName: PipelineName
        /// The `FullRepositoryId` or `RepositoryName` of the source action.
        public var repository: String
        /// A git URL without credentials.
        public var remoteURL: String

        public init(pipelineName: PipelineName, repository: String, remoteURL: String) {
            self.pipelineName = pipelineName
            self.repository = repository
            self.remoteURL = remoteURL
        }
    }

    public typealias Output = Empty
}
